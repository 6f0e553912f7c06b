using TypedRpc.Transport;

namespace TypedRpc.Fuzz.Benches;

/// <summary>Has one session, and gives its observer out.</summary>
internal sealed class BenchTransport : ITransport
{
    public BenchSession Session { get; } = new();

    public ISessionObserver Observer { get; private set; } = null!;

    public string Description => "the bench";

    public ValueTask<ITransportSession> OpenAsync(ISessionObserver observer, CancellationToken cancellationToken)
    {
        Observer = observer;
        return new ValueTask<ITransportSession>(Session);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
