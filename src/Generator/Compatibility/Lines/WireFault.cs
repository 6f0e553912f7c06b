namespace TypedRpc.Generator.Compatibility.Lines;

/// <summary>A declared fault.</summary>
internal sealed record WireFault(string Name, WireType Detail)
{
    public override string ToString() => $"{WireName.Print(Name)}: {Detail}";
}
