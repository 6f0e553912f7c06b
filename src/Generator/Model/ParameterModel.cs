namespace TypedRpc.Generator.Model;

/// <summary>One parameter.</summary>
/// <param name="Name">Plain name, for messages.</param>
/// <param name="Identifier">Escaped C# name.</param>
/// <param name="Type">Its type.</param>
/// <param name="Default">C# expression of its default value, or null.</param>
/// <param name="IsCancellationToken">Whether it is the token, which does not travel.</param>
internal sealed record ParameterModel(string Name, string Identifier, TypeModel Type, string? Default, bool IsCancellationToken);
