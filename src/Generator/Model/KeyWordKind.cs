namespace TypedRpc.Generator.Model;

/// <summary>How a value becomes a word of a routing key.</summary>
internal enum KeyWordKind
{
    Text,
    Enum,

    /// <summary>A number, a GUID or a truth value.</summary>
    Value,
}
