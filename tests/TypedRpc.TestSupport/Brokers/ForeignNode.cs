using TypedRpc.TestSupport.Processes;

namespace TypedRpc.TestSupport.Brokers;

/// <summary>Somebody else's broker: used, never stopped or reconfigured.</summary>
internal sealed class ForeignNode(Uri uri) : IBrokerNode
{
    public Uri Uri { get; } = uri;

    public bool CanControl => false;

    public Task<ProcessResult> RunCtlAsync(IReadOnlyList<string> arguments) => throw NotOurs();

    public Task KillAsync() => throw NotOurs();

    public Task ResumeAsync() => throw NotOurs();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static NotSupportedException NotOurs() =>
        new($"The broker of {UriSource.Variable} is not ours to control; start one with RabbitMqBroker.StartAsync(controllable: true).");

    public override string ToString() => "not ours";
}
