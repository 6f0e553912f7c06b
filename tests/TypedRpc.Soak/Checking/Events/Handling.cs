namespace TypedRpc.Soak.Checking.Events;

/// <summary>A handler that ran.</summary>
/// <param name="EventId">The event it ran for.</param>
/// <param name="Group">Its group.</param>
/// <param name="Attempt">The attempt, from 1.</param>
/// <param name="Redelivered">Whether it was told that it may have run before.</param>
/// <param name="MessageId">Id of the message.</param>
/// <param name="Hash">Hash of the payload as it came.</param>
/// <param name="At">When it began, on the clock of the run.</param>
/// <param name="Ticks">The same on the clock of the machine, which never goes back.</param>
/// <param name="Child">The process it ran in.</param>
internal sealed record Handling(string EventId, string Group, int Attempt, bool Redelivered, string? MessageId, string Hash, double At, long Ticks, string Child);
