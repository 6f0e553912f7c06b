namespace TypedRpc.Soak.Checking.Events;

/// <summary>A session that a process lost.</summary>
/// <param name="Child">The process.</param>
/// <param name="At">When it was noticed, on the clock of the run.</param>
internal sealed record SessionLoss(string Child, double At);
