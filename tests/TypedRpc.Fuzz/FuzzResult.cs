namespace TypedRpc.Fuzz;

/// <summary>What came of the inputs of one target.</summary>
internal sealed record FuzzResult(string Target, long Inputs, TimeSpan Elapsed, IReadOnlyList<FuzzFinding> Findings)
{
    public override string ToString() => FormattableString.Invariant(
        $"target={Target} inputs={Inputs} inputs_per_s={Inputs / Math.Max(Elapsed.TotalSeconds, 0.001):F0} findings={Findings.Count}");
}
