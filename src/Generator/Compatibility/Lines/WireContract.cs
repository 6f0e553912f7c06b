namespace TypedRpc.Generator.Compatibility.Lines;

/// <summary>A contract: <c>contract shop/Orders (direct)</c>.</summary>
internal sealed record WireContract(string Exchange, string Service, bool IsTopic) : WireEntry
{
    public string Key => KeyOf(Exchange, Service);

    public override string Identity => $"contract {Key}";

    protected override string Text => $"{Identity} ({(IsTopic ? "topic" : "direct")})";

    public static string KeyOf(string exchange, string service) => $"{WireName.Print(exchange)}/{WireName.Print(service)}";
}
