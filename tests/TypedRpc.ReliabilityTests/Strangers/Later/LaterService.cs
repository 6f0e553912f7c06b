using TypedRpc.TestSupport.Ledger.Calls;

namespace TypedRpc.ReliabilityTests.Strangers.Later;

/// <summary>Writes the same ledger.</summary>
internal sealed class LaterService(LedgeredService service) : ILedgered
{
    public ValueTask<string> EchoAsync(string callId, byte[] payload, CancellationToken cancellationToken) => service.EchoAsync(callId, payload, cancellationToken);

    public ValueTask<string> ExtraAsync(string callId, byte[] payload, CancellationToken cancellationToken) => service.EchoAsync(callId, payload, cancellationToken);
}
