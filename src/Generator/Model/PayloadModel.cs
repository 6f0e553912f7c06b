namespace TypedRpc.Generator.Model;

/// <summary>A type that travels.</summary>
/// <param name="Type">The type as source text.</param>
internal sealed record PayloadModel(string Type, PayloadKind Kind, NilHandling Nil);
