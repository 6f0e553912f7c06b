namespace TypedRpc.Mutation.Mutants;

/// <summary>A small change of the code that a test has to notice.</summary>
/// <param name="Id">What switches it on.</param>
/// <param name="Probe">What is reached when the change could matter.</param>
/// <param name="Place">The file, and the member in it.</param>
/// <param name="Line">The line in the file, from 1 on.</param>
/// <param name="Change">What was written and what takes its place.</param>
internal sealed record Mutant(int Id, int Probe, string Place, int Line, string Change)
{
    public string File => Place[..Place.IndexOf(' ', StringComparison.Ordinal)];

    /// <summary>What stays the same when the code around it changes.</summary>
    public string Key => $"{Place}: {Change}";
}
