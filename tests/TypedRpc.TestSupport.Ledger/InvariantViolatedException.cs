namespace TypedRpc.TestSupport.Ledger;

/// <summary>Promises were broken; the message lists the first of them.</summary>
public sealed class InvariantViolatedException : Exception
{
    private const int MostListed = 20;

    /// <summary>Says which.</summary>
    public InvariantViolatedException(IReadOnlyList<Violation> violations)
        : base($"{violations.Count} violations:\n{string.Join('\n', violations.Take(MostListed))}") => Violations = violations;

    /// <summary>All of them.</summary>
    public IReadOnlyList<Violation> Violations { get; }

    /// <summary>Throws if there is any.</summary>
    public static void ThrowIfAny(IReadOnlyList<Violation> violations)
    {
        if (violations.Count > 0)
        {
            throw new InvariantViolatedException(violations);
        }
    }
}
