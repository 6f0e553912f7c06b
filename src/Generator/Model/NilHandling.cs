namespace TypedRpc.Generator.Model;

/// <summary>What happens when nil is read.</summary>
internal enum NilHandling
{
    /// <summary>The contract allows null, or the type has none.</summary>
    Accept,

    /// <summary>The contract forbids null.</summary>
    Refuse,

    /// <summary>The contract was compiled without nullable annotations and says nothing.</summary>
    Unknown,
}
