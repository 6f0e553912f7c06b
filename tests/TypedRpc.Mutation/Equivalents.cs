namespace TypedRpc.Mutation;

/// <summary>Mutants that no test can notice, each with the reason, in <c>equivalent.txt</c>.</summary>
internal sealed class Equivalents
{
    private readonly HashSet<string> _keys;

    /// <param name="path">A line is the mutant's key; lines that begin with <c>#</c> say why.</param>
    public Equivalents(string path) => _keys = [.. File.ReadLines(path).Where(static line => line.Length > 0 && line[0] != '#')];

    public bool Contains(string key) => _keys.Contains(key);
}
