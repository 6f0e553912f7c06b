namespace TypedRpc.Generator.Compatibility.Lines;

/// <summary>A contract: <c>contract shop/Orders (direct)</c>, or <c>(topic)</c>, or <c>(events)</c>.</summary>
internal sealed record WireContract(string Exchange, string Service, bool IsTopic, bool IsEvents = false) : WireEntry
{
    public string Key => KeyOf(Exchange, Service);

    public override string Identity => $"contract {Key}";

    public string Type => IsEvents ? "events" : IsTopic ? "topic" : "direct";

    protected override string Text => $"{Identity} ({Type})";

    public static string KeyOf(string exchange, string service) => $"{WireName.Print(exchange)}/{WireName.Print(service)}";
}
