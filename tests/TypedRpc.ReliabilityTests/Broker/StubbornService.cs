using TypedRpc.TestSupport.Ledger.Calls;

namespace TypedRpc.ReliabilityTests.Broker;

/// <summary>Handlers that go on whatever their tokens say, and throw when these say something.</summary>
internal sealed class StubbornService(LedgeredService service) : ILedgered
{
    public ValueTask<string> EchoAsync(string callId, byte[] payload, CancellationToken cancellationToken) => service.EchoAsync(callId, payload, default);

    public ValueTask<string> EchoIdempotentAsync(string callId, byte[] payload, CancellationToken cancellationToken) =>
        service.EchoIdempotentAsync(callId, payload, default);

    public ValueTask<string> SlowAsync(string callId, byte[] payload, int milliseconds, CancellationToken cancellationToken) =>
        service.SlowAsync(callId, payload, milliseconds, default);

    public ValueTask<string> SlowIdempotentAsync(string callId, byte[] payload, int milliseconds, CancellationToken cancellationToken) =>
        service.SlowIdempotentAsync(callId, payload, milliseconds, default);

    public ValueTask<string> HoldAsync(string callId, byte[] payload, CancellationToken cancellationToken)
    {
        cancellationToken.Register(static () => throw new InvalidOperationException("a callback of the handler's own"));
        return service.HoldAsync(callId, payload, default);
    }

    public ValueTask<string> FailAsync(string callId, byte[] payload, CancellationToken cancellationToken) => service.FailAsync(callId, payload, default);

    public ValueTask NoteAsync(string callId, byte[] payload, CancellationToken cancellationToken) => service.NoteAsync(callId, payload, default);
}
