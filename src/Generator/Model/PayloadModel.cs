using TypedRpc.Generator.Collections;

namespace TypedRpc.Generator.Model;

/// <summary>A type that travels.</summary>
/// <param name="Type">The type as source text.</param>
/// <param name="Formatters">The formatters that MessagePack would make for it by reflection, as source text.</param>
/// <param name="Parts">The types of the user's inside it, as source text.</param>
internal sealed record PayloadModel(string Type, PayloadKind Kind, NilHandling Nil, EquatableArray<string> Formatters, EquatableArray<string> Parts);
