namespace TypedRpc.Soak.Checking.Events;

/// <summary>An event that came out of a dead-letter queue.</summary>
/// <param name="EventId">The event.</param>
/// <param name="Group">The group that gave it up.</param>
/// <param name="Redelivered">Whether the dead letter was delivered before.</param>
/// <param name="MessageId">Id of the message.</param>
/// <param name="Attempts">How often its handler has failed, by its header.</param>
/// <param name="Reason">Why it was given up, by its header.</param>
internal sealed record DeadLetter(string EventId, string Group, bool Redelivered, string? MessageId, long Attempts, string Reason);
