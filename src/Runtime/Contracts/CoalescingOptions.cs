namespace TypedRpc;

/// <summary>How calls that are made at the same time share messages: requests to one routing key, replies to one client.</summary>
/// <remarks>
/// A call that is alone is sent at once, by itself; nothing ever waits for a timer. Deadline, cancellation, error and trace stay each call's own.
/// The defaults were measured: see docs/adr/0008-calls-share-messages.md.
/// </remarks>
public sealed class CoalescingOptions
{
    /// <summary>Whether calls share messages. Default true; <see cref="RabbitMethodAttribute.Coalesce"/> turns it off for the requests of one method.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>How many calls or replies one message carries at most, 1 to 1,024. Default 128.</summary>
    /// <remarks>A message goes to one server: a high number makes few messages, a low one spreads calls more evenly over servers.</remarks>
    public int MaxCalls { get; set; } = 128;

    /// <summary>Size in bytes up to which calls are gathered into one message, 1 KiB to 16 MiB; a call that is larger travels alone. Default 120 KiB: with its properties such a message fits one AMQP frame.</summary>
    public int MaxBytes { get; set; } = 120 * 1024;
}
