using System.Diagnostics;
using TypedRpc.TestSupport.Ledger.Calls;

namespace TypedRpc.TestServer;

/// <summary>Does the work of a call, and its process is killed before it can answer.</summary>
internal sealed class DyingService(LedgeredService service) : ILedgered
{
    public ValueTask<string> EchoAsync(string callId, byte[] payload, CancellationToken cancellationToken) => DieAsync(service.EchoAsync(callId, payload, cancellationToken));

    public ValueTask<string> EchoIdempotentAsync(string callId, byte[] payload, CancellationToken cancellationToken) =>
        DieAsync(service.EchoIdempotentAsync(callId, payload, cancellationToken));

    public ValueTask<string> SlowAsync(string callId, byte[] payload, int milliseconds, CancellationToken cancellationToken) =>
        DieAsync(service.SlowAsync(callId, payload, milliseconds, cancellationToken));

    public ValueTask<string> SlowIdempotentAsync(string callId, byte[] payload, int milliseconds, CancellationToken cancellationToken) =>
        DieAsync(service.SlowIdempotentAsync(callId, payload, milliseconds, cancellationToken));

    public ValueTask<string> HoldAsync(string callId, byte[] payload, CancellationToken cancellationToken) => DieAsync(service.HoldAsync(callId, payload, cancellationToken));

    public ValueTask<string> FailAsync(string callId, byte[] payload, CancellationToken cancellationToken) => DieAsync(service.FailAsync(callId, payload, cancellationToken));

    public ValueTask NoteAsync(string callId, byte[] payload, CancellationToken cancellationToken) => service.NoteAsync(callId, payload, cancellationToken);

    private static async ValueTask<string> DieAsync(ValueTask<string> work)
    {
        var answer = await work;
        using var self = Process.GetCurrentProcess();
        self.Kill();
        await self.WaitForExitAsync();
        return answer;
    }
}
