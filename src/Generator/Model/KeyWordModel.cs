namespace TypedRpc.Generator.Model;

/// <summary>The word of a routing key that a parameter is.</summary>
/// <param name="Place">Its place among the placeholders of the template.</param>
internal sealed record KeyWordModel(int Place, KeyWordKind Kind);
