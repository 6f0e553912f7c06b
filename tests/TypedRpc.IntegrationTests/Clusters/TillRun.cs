using System.Globalization;
using TypedRpc.TestSupport;
using TypedRpc.TestSupport.Brokers;

namespace TypedRpc.IntegrationTests.Clusters;

/// <summary>A server and a client on each node of a cluster, all with the list of all nodes, and a load.</summary>
internal sealed class TillRun : IAsyncDisposable
{
    private readonly RabbitMqCluster _cluster;
    private readonly string _queue;
    private readonly TimeSpan _timeout;
    private readonly List<RpcConnection> _connections = [];

    private bool _homeIsDead;
    private bool _homeIsCutOff;

    private TillRun(RabbitMqCluster cluster, string queue, TimeSpan timeout)
    {
        _cluster = cluster;
        _queue = queue;
        _timeout = timeout;
    }

    public Till Till { get; } = new();

    public TillLoad Load { get; private set; } = null!;

    /// <summary>The node that holds the queue or leads it.</summary>
    public int Home { get; private set; }

    private RabbitMqBroker HomeNode => _cluster.Nodes[Home];

    /// <summary>Another node: one that has stopped itself does not say how the cluster is.</summary>
    private RabbitMqBroker OtherNode => _cluster.Nodes[(Home + 1) % _cluster.Nodes.Count];

    public static async Task<TillRun> StartAsync<TContract>(RabbitMqCluster cluster, QueueType type, TimeSpan timeout)
        where TContract : class, ITill
    {
        var queue = $"cluster.{type.ToString().ToLowerInvariant()}.{typeof(TContract).Name[1..]}";
        var run = new TillRun(cluster, queue, timeout);
        try
        {
            // Calls have the same numbers in each run: what a queue of a broker before 4.0.8 gives out twice after an earlier one (docs/clusters.md) would count as calls of this one.
            var control = cluster.Nodes[0].Control;
            if ((await control.QueueNamesAsync()).Contains(queue))
            {
                await control.DeleteQueueAsync(queue);
            }

            for (var node = 0; node < cluster.Nodes.Count; node++)
            {
                var server = await run.ConnectAsync(node);
                await server.ServeAsync((TContract)(object)run.Till, options => options.QueueType = type);
            }

            if (type == QueueType.Quorum)
            {
                await Task.WhenAll(cluster.Nodes.Select(static node => node.Control.SyncQuorumQueuesAsync()));
            }

            var clients = new List<ITill>();
            for (var node = 0; node < cluster.Nodes.Count; node++)
            {
                clients.Add((await run.ConnectAsync(node)).CreateClient<TContract>());
            }

            run.Home = await cluster.HomeOfAsync(queue);
            run.Load = new TillLoad(clients, timeout);
            return run;
        }
        catch
        {
            await run.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends the load and waits until nothing runs any more; then what was counted is final.</summary>
    public async Task EndAsync()
    {
        await Load.EndAsync();
        await Eventually.TrueAsync(() => Till.Running == 0);
    }

    /// <summary>Kills the home as <c>kill -9</c> does.</summary>
    public async Task KillHomeAsync()
    {
        _homeIsDead = true;
        await HomeNode.KillAsync();
    }

    /// <summary>Brings the home back, and waits until the cluster is whole again.</summary>
    public async Task ResumeHomeAsync()
    {
        await HomeNode.ResumeAsync();
        _homeIsDead = false;
        await WholeAsync();
    }

    /// <summary>Stalls the leaders of the queue, a quorum queue; returns how often.</summary>
    public Task<int> StallLeadersAsync(int looks) => LeaderChanges.MakeAsync(_cluster, _queue, looks);

    /// <summary>Cuts the home off from the other nodes, but not from its clients.</summary>
    public async Task CutHomeOffAsync()
    {
        _homeIsCutOff = true;
        await _cluster.CutOffAsync(Home);
    }

    /// <summary>Ends that, and waits until the cluster is whole again.</summary>
    public async Task JoinHomeAgainAsync()
    {
        await _cluster.JoinAgainAsync(Home);
        _homeIsCutOff = false;
        await WholeAsync();
    }

    private Task WholeAsync() =>
        Eventually.TrueAsync(async () => await RabbitMqCluster.CountRunningAsync(OtherNode) == _cluster.Nodes.Count, TestTimeouts.BrokerStart);

    /// <summary>Prints how the calls ended that began at most a deadline before the given time, or later.</summary>
    public void Report(string what, TimeSpan since)
    {
        Console.WriteLine($"{what}: {Load.Records.Count} calls");
        var ends = Load.Records.Where(record => record.Started >= since - _timeout)
            .GroupBy(record => (record.Idempotent, record.End, Ran: Till.ExecutionsOf(record.Number)))
            .OrderBy(static group => group.Key.ToString());
        foreach (var end in ends)
        {
            var longest = end.Max(static record => record.Ended - record.Started);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {(end.Key.Idempotent ? "idempotent" : "not idempotent"),-14} {end.Key.End,-32} executed {end.Key.Ran} times: {end.Count(),6}, longest {longest.TotalMilliseconds:0} ms"));
        }

        for (var client = 0; client < _cluster.Nodes.Count; client++)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  client at the {(client == Home ? "dead" : "living")} node: first call answered after {FirstAnswer(client, since)?.TotalMilliseconds:0} ms"));
        }
    }

    /// <summary>How long after the given time a client got the first answer to a call that it made after it, or null.</summary>
    public TimeSpan? FirstAnswer(int client, TimeSpan since) =>
        Load.Records.Where(record => record.Connection == client && record.Started >= since && record.Succeeded).Min(static record => (TimeSpan?)record.Ended) - since;

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in Enumerable.Reverse(_connections))
        {
            await connection.DisposeAsync();
        }

        if (_homeIsDead)
        {
            await ResumeHomeAsync();
        }

        if (_homeIsCutOff)
        {
            await JoinHomeAgainAsync();
        }
    }

    /// <summary>Connects to a node, or to the next ones when it is away; the connection ends with the run.</summary>
    public async Task<RpcConnection> ConnectAsync(int first)
    {
        var nodes = _cluster.Nodes;
        var connection = await RabbitRpcConnection.ConnectAsync(
            nodes[first].Uri.ToString(),
            options => options.DefaultTimeout = _timeout,
            options =>
            {
                for (var node = 0; node < nodes.Count; node++)
                {
                    options.Endpoints.Add(nodes[(first + node) % nodes.Count].Uri.Authority);
                }
            });
        _connections.Add(connection);
        return connection;
    }
}
