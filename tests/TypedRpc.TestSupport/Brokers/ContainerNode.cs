using DotNet.Testcontainers.Containers;
using Testcontainers.RabbitMq;
using TypedRpc.TestSupport.Processes;

namespace TypedRpc.TestSupport.Brokers;

/// <summary>A broker in a container of its own.</summary>
internal sealed class ContainerNode : IBrokerNode
{
    private readonly RabbitMqContainer _container;
    private bool _killed;

    private ContainerNode(RabbitMqContainer container)
    {
        _container = container;
        Uri = new Uri(container.GetConnectionString());
    }

    public Uri Uri { get; }

    public bool CanControl => true;

    public static async Task<ContainerNode> StartAsync(RabbitMqContainer container, CancellationToken cancellationToken)
    {
        try
        {
            await container.StartAsync(cancellationToken).WaitAsync(TestTimeouts.Download, cancellationToken);
            var node = new ContainerNode(container);
            await node.WaitUntilReadyAsync(cancellationToken);
            return node;
        }
        catch
        {
            await container.DisposeAsync();
            throw;
        }
    }

    public async Task<ProcessResult> RunCtlAsync(IReadOnlyList<string> arguments)
    {
        string[] command = ["rabbitmqctl", .. arguments];
        ExecResult result = await _container.ExecAsync(command).WaitAsync(TestTimeouts.Command);
        return new ProcessResult(string.Join(' ', command), (int)(result.ExitCode ?? -1), result.Stdout, result.Stderr);
    }

    public async Task KillAsync()
    {
        // The first process of a container cannot be killed from inside; the Erlang VM can halt on the spot.
        // It takes the connection of rabbitmqctl with it, so the exit code says nothing.
        await RunCtlAsync(["eval", "erlang:halt(137, [{flush, false}])."]);
        await _container.StopAsync().WaitAsync(TestTimeouts.Command);
        _killed = true;
    }

    public async Task ResumeAsync()
    {
        if (_killed)
        {
            await _container.StartAsync().WaitAsync(TestTimeouts.BrokerStart);
            _killed = false;
        }
        else
        {
            (await RunCtlAsync(["start_app"])).OutputOfSuccess();
        }

        await WaitUntilReadyAsync(CancellationToken.None);
    }

    public ValueTask DisposeAsync() => _container.DisposeAsync();

    /// <summary>
    /// A container is taken for started by a line of its log, also one of an earlier start, and Docker accepts connections for a port behind
    /// which nothing listens yet: it closes them unanswered.
    /// </summary>
    private async Task WaitUntilReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Eventually.TrueAsync(() => AmqpProbe.AnswersAsync(Uri, cancellationToken), TestTimeouts.BrokerStart);
        }
        catch (TimeoutException)
        {
            (string output, string errors) = await _container.GetLogsAsync(ct: cancellationToken).WaitAsync(TestTimeouts.Command, cancellationToken);
            throw new BrokerUnavailableException(
                $"the broker in the container ({_container.State}) did not answer within {TestTimeouts.BrokerStart.TotalSeconds:0} s:\n{output}\n{errors}");
        }
    }

    public override string ToString() => "in a container";
}
