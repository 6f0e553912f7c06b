namespace TypedRpc.Generator.Compatibility.Lines;

/// <summary>What one line of the baseline says. It prints itself as that line.</summary>
internal abstract record WireEntry
{
    /// <summary>What there can be only one line of.</summary>
    public abstract string Identity { get; }

    protected abstract string Text { get; }

    public sealed override string ToString() => Text;
}
