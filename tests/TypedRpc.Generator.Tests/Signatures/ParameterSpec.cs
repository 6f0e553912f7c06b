namespace TypedRpc.Generator.Tests.Signatures;

/// <summary>A parameter as source text.</summary>
/// <param name="Type">Its type, qualified.</param>
/// <param name="Name">Its name, with an <c>@</c> where it needs one.</param>
/// <param name="Value">What is passed.</param>
/// <param name="Default">The default value, or null.</param>
/// <param name="Prefix">Attributes and modifiers.</param>
internal sealed record ParameterSpec(string Type, string Name, string Value, string? Default = null, string Prefix = "")
{
    /// <summary>A token at the end of a list of parameters, with or without a default value.</summary>
    public static ParameterSpec Token(string name = "cancellationToken", bool isOptional = true) =>
        new("global::System.Threading.CancellationToken", name, $"{ScenarioPrinter.Session}.Token", isOptional ? "default" : null);

    public bool IsToken => Type == "global::System.Threading.CancellationToken";

    public string Declaration => $"{Prefix}{(Prefix.Length > 0 ? " " : "")}{Type} {Name}{(Default is null ? "" : $" = {Default}")}";
}
