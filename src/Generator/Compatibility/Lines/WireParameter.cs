namespace TypedRpc.Generator.Compatibility.Lines;

/// <summary>A parameter. Its name does not travel; it tells a renamed parameter from one that moved.</summary>
internal sealed record WireParameter(string Name, WireType Type, bool IsOptional)
{
    public override string ToString() => $"{WireName.Print(Name)}: {Type}{(IsOptional ? " = default" : "")}";
}
