using TypedRpc.TestSupport.Ledger;
using TypedRpc.TestSupport.Ledger.Calls;

namespace TypedRpc.Soak.Children.Calls;

/// <summary>Writes the ledger of the call's window, then answers.</summary>
internal sealed class SoakService(WindowFiles<Execution> ledger) : ILedgered
{
    public ValueTask<string> EchoAsync(string callId, byte[] payload, CancellationToken cancellationToken) => new(Write(callId, payload));

    public ValueTask<string> EchoIdempotentAsync(string callId, byte[] payload, CancellationToken cancellationToken) => new(Write(callId, payload));

    public async ValueTask<string> SlowAsync(string callId, byte[] payload, int milliseconds, CancellationToken cancellationToken)
    {
        string answer = Write(callId, payload);
        await Task.Delay(milliseconds, cancellationToken);

        // Again from the same bytes: they must still be this call's.
        return Payload.AnswerTo(callId, Payload.HashOf(payload)) == answer ? answer : "payload changed while its handler ran";
    }

    public ValueTask<string> SlowIdempotentAsync(string callId, byte[] payload, int milliseconds, CancellationToken cancellationToken) =>
        SlowAsync(callId, payload, milliseconds, cancellationToken);

    public ValueTask<string> HoldAsync(string callId, byte[] payload, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<string> FailAsync(string callId, byte[] payload, CancellationToken cancellationToken)
    {
        Write(callId, payload);
        throw new InvalidOperationException(LedgeredService.Secret);
    }

    public ValueTask NoteAsync(string callId, byte[] payload, CancellationToken cancellationToken)
    {
        Write(callId, payload);
        return default;
    }

    private string Write(string callId, byte[] payload)
    {
        RpcContext context = RpcContext.Current;
        string hash = Payload.HashOf(payload);
        ledger.Append(callId, new Execution(callId, context.Attempt, context.Redelivered, hash, Environment.ProcessId));
        return Payload.AnswerTo(callId, hash);
    }
}
