namespace TypedRpc.Generator.Compatibility.Lines;

/// <summary>How a type of the user's travels: <c>type Shop.Order (array)</c>.</summary>
/// <param name="Kind"><c>array</c>, <c>map</c>, <c>union</c>, <c>custom</c>, or <c>enum</c> and the integer.</param>
internal sealed record WireShape(string Label, string Kind) : WireEntry
{
    public const string Array = "array";
    public const string Map = "map";
    public const string Union = "union";

    /// <summary>A formatter decides, and nobody can look into it.</summary>
    public const string Custom = "custom";

    private const string EnumPrefix = "enum ";

    public bool IsEnum => Kind.StartsWith(EnumPrefix, StringComparison.Ordinal);

    /// <summary>The integer that an enum travels as.</summary>
    public string? Integer => IsEnum ? Kind.Substring(EnumPrefix.Length) : null;

    public override string Identity => IdentityOf(Label);

    protected override string Text => $"{Identity} ({Kind})";

    public static string IdentityOf(string label) => $"type {label}";

    public static string Enum(string integer) => EnumPrefix + integer;
}
