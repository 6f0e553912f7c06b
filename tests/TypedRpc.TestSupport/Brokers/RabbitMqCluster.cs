using System.Text.Json;
using TypedRpc.TestSupport.Processes;

namespace TypedRpc.TestSupport.Brokers;

/// <summary>Private nodes of an installed rabbitmq-server that form one cluster on this machine.</summary>
public sealed class RabbitMqCluster : IAsyncDisposable
{
    private readonly ClusterSettings _settings = new();
    private readonly LeashedProcess _epmd;
    private readonly List<LocalNode> _nodes = [];

    private RabbitMqCluster(RabbitMqInstallation installation)
    {
        var environment = new Dictionary<string, string?> { ["HOME"] = _settings.Folder, ["ERL_EPMD_PORT"] = $"{_settings.EpmdPort}", ["ERL_EPMD_ADDRESS"] = "127.0.0.1" };
        _epmd = LeashedProcess.Start(Path.Combine(_settings.Folder, "epmd.out"), environment, installation.Epmd);
    }

    /// <summary>The nodes; the first is the one that the others have joined. To be disposed with the cluster only.</summary>
    public IReadOnlyList<RabbitMqBroker> Nodes { get; private set; } = [];

    /// <summary>Starts the nodes and joins them.</summary>
    /// <exception cref="BrokerUnavailableException">rabbitmq-server is not installed.</exception>
    public static async Task<RabbitMqCluster> StartAsync(int nodes, CancellationToken cancellationToken = default)
    {
        RabbitMqInstallation installation = RabbitMqInstallation.Find()
            ?? throw new BrokerUnavailableException("rabbitmq-server and epmd are not installed");
        var cluster = new RabbitMqCluster(installation);
        try
        {
            // One after the other: the first writes the cookie that the others read.
            for (int node = 0; node < nodes; node++)
            {
                cluster._nodes.Add(await LocalNode.StartAsync(installation, new LocalNodeSettings(cluster: cluster._settings), cancellationToken));
                if (node > 0)
                {
                    await cluster.JoinAsync(cluster._nodes[node]);
                }
            }

            cluster.Nodes = [.. cluster._nodes.Select(node => new RabbitMqBroker(node))];
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>How many nodes run, as <paramref name="node"/> sees it.</summary>
    public static async Task<int> CountRunningAsync(RabbitMqBroker node)
    {
        using var status = JsonDocument.Parse(await node.RunCtlAsync("--quiet", "--formatter", "json", "cluster_status"));
        return status.RootElement.GetProperty("running_nodes").GetArrayLength();
    }

    /// <summary>The index of the node that holds a classic queue, or the leader of a quorum queue.</summary>
    public async Task<int> HomeOfAsync(string queue)
    {
        string output = await Nodes[0].RunCtlAsync("--quiet", "list_queues", "name", "pid", "leader");
        string home = output.Split('\n').First(line => line.Split('\t')[0] == queue);
        int index = _nodes.FindIndex(node => home.Contains(node.Name, StringComparison.Ordinal));
        return index >= 0 ? index : throw new InvalidOperationException($"No node of the cluster is the home of: {home}");
    }

    /// <summary>
    /// Cuts a node off from all others, which go on: it refuses their cookie until <see cref="JoinAgainAsync"/>. Clients reach both sides.
    /// All links end in one step: a node that has lost another which its neighbour still sees takes that for a partial partition, and stops itself too.
    /// </summary>
    public Task CutOffAsync(int node) => ForEachOtherAsync(node, "erlang:set_cookie(Other, cut)", "erlang:disconnect_node(Other)");

    /// <summary>Lets a node that was cut off find the others again.</summary>
    public Task JoinAgainAsync(int node) => ForEachOtherAsync(node, "erlang:set_cookie(Other, erlang:get_cookie())");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_nodes.Select(node => node.DisposeAsync().AsTask()));
        await _epmd.DisposeAsync();
        Directory.Delete(_settings.Folder, recursive: true);
    }

    private Task ForEachOtherAsync(int node, params string[] expressions)
    {
        string others = string.Join(", ", _nodes.Where(other => other != _nodes[node]).Select(static other => $"'{other.Name}'"));
        return _nodes[node].EvaluateAsync($"Others = [{others}], {string.Join(", ", expressions.Select(static expression => $"[{expression} || Other <- Others]"))}.");
    }

    private async Task JoinAsync(LocalNode node)
    {
        string[][] steps = [["stop_app"], ["join_cluster", _nodes[0].Name], ["start_app"]];
        foreach (string[] step in steps)
        {
            (await node.RunCtlAsync(step)).OutputOfSuccess();
        }
    }
}
