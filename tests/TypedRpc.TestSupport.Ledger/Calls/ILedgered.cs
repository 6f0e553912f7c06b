namespace TypedRpc.TestSupport.Ledger.Calls;

/// <summary>Calls whose handlers write the ledger before they answer. Every answer is <see cref="Payload.AnswerTo"/>.</summary>
[RabbitService("ledgered")]
public interface ILedgered
{
    /// <summary>Runs at most once.</summary>
    ValueTask<string> EchoAsync(string callId, byte[] payload, CancellationToken cancellationToken = default);

    /// <summary>May run again.</summary>
    [Idempotent]
    ValueTask<string> EchoIdempotentAsync(string callId, byte[] payload, CancellationToken cancellationToken = default);

    /// <summary>Runs at most once, and for so long.</summary>
    ValueTask<string> SlowAsync(string callId, byte[] payload, int milliseconds, CancellationToken cancellationToken = default);

    /// <summary>May run again, for so long each time.</summary>
    [Idempotent]
    ValueTask<string> SlowIdempotentAsync(string callId, byte[] payload, int milliseconds, CancellationToken cancellationToken = default);

    /// <summary>Runs at most once, until <see cref="LedgeredService.OpenGate"/>.</summary>
    ValueTask<string> HoldAsync(string callId, byte[] payload, CancellationToken cancellationToken = default);

    /// <summary>Runs at most once and fails with a secret in its exception.</summary>
    ValueTask<string> FailAsync(string callId, byte[] payload, CancellationToken cancellationToken = default);

    /// <summary>Runs at most once, after the caller has gone on.</summary>
    [OneWay]
    ValueTask NoteAsync(string callId, byte[] payload, CancellationToken cancellationToken = default);
}
