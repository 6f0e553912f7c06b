namespace TypedRpc.TestSupport.Ledger.Calls;

/// <summary>Makes calls with random payloads and logs how each ends. No method throws for a call that fails: the log has it, and the checker judges.</summary>
/// <param name="contract">The client.</param>
/// <param name="log">Where completions go.</param>
/// <param name="timeout">Deadline of the calls; 10 s if null.</param>
/// <param name="waitForReady">Whether calls wait for a server.</param>
public sealed class LedgeredClient(ILedgered contract, CompletionLog log, TimeSpan? timeout = null, bool waitForReady = false)
{
    private const int PayloadSize = 64;

    private readonly TimeSpan _timeout = timeout ?? TimeSpan.FromSeconds(10);

    /// <inheritdoc cref="ILedgered.EchoAsync"/>
    public Task<CallCompletion> EchoAsync(int size = PayloadSize, CancellationToken token = default) =>
        CallAsync(CallKind.Plain, size, (client, id, payload) => client.EchoAsync(id, payload, token));

    /// <inheritdoc cref="ILedgered.EchoIdempotentAsync"/>
    public Task<CallCompletion> EchoIdempotentAsync(int size = PayloadSize, CancellationToken token = default) =>
        CallAsync(CallKind.Idempotent, size, (client, id, payload) => client.EchoIdempotentAsync(id, payload, token));

    /// <inheritdoc cref="ILedgered.SlowAsync"/>
    public Task<CallCompletion> SlowAsync(int milliseconds, CancellationToken token = default) =>
        CallAsync(CallKind.Plain, PayloadSize, (client, id, payload) => client.SlowAsync(id, payload, milliseconds, token));

    /// <inheritdoc cref="ILedgered.SlowIdempotentAsync"/>
    public Task<CallCompletion> SlowIdempotentAsync(int milliseconds, CancellationToken token = default) =>
        CallAsync(CallKind.Idempotent, PayloadSize, (client, id, payload) => client.SlowIdempotentAsync(id, payload, milliseconds, token));

    /// <inheritdoc cref="ILedgered.HoldAsync"/>
    public Task<CallCompletion> HoldAsync(CancellationToken token = default) =>
        CallAsync(CallKind.Plain, PayloadSize, (client, id, payload) => client.HoldAsync(id, payload, token));

    /// <inheritdoc cref="ILedgered.FailAsync"/>
    public Task<CallCompletion> FailAsync(CancellationToken token = default) =>
        CallAsync(CallKind.Plain, PayloadSize, (client, id, payload) => client.FailAsync(id, payload, token));

    /// <inheritdoc cref="ILedgered.NoteAsync"/>
    public Task<CallCompletion> NoteAsync(int size = PayloadSize, CancellationToken token = default) =>
        CallAsync(CallKind.OneWay, size, (client, id, payload) => NoAnswerAsync(client.NoteAsync(id, payload, token)));

    private static async ValueTask<string> NoAnswerAsync(ValueTask call)
    {
        await call;
        return string.Empty;
    }

    private Task<CallCompletion> CallAsync(CallKind kind, int size, Func<ILedgered, string, byte[], ValueTask<string>> call) =>
        LoggedCall.MakeAsync(log, kind, _timeout, size, (id, payload) => call(contract.With(timeout: _timeout, waitForReady: waitForReady), id, payload));
}
