namespace TypedRpc.TestSupport.Ledger;

/// <summary>A broken promise.</summary>
/// <param name="Invariant">Which one: I1 to I10 of calls and of rest, E1 to E6 of events.</param>
/// <param name="Subject">The call or event it concerns, or what was counted.</param>
/// <param name="Text">What was found.</param>
public sealed record Violation(string Invariant, string Subject, string Text)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Invariant} {Subject}: {Text}";
}
