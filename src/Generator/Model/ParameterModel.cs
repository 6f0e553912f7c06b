namespace TypedRpc.Generator.Model;

/// <summary>One parameter of a method.</summary>
/// <param name="Name">Unescaped name.</param>
/// <param name="Payload">What travels, or null for the cancellation token.</param>
/// <param name="Default">The default value as source text, or null when the argument is required.</param>
/// <param name="Key">How it travels in the routing key, or null when it travels in the body.</param>
internal sealed record ParameterModel(string Name, PayloadModel? Payload, string? Default, KeyWordModel? Key = null);
