namespace TypedRpc.Generator.Model;

/// <summary>A type as it is written and read.</summary>
/// <param name="Name">Fully qualified, with nullability.</param>
/// <param name="Primitive">Suffix of the reader's method (<c>Int32</c> for <c>ReadInt32</c>), or null for a codec.</param>
/// <param name="RefusesNull">Whether nil must be refused: a reference type annotated as not null.</param>
internal sealed record TypeModel(string Name, string? Primitive, bool RefusesNull);
