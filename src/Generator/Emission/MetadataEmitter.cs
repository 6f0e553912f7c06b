using System.Collections.Generic;
using TypedRpc.Generator.Model;

namespace TypedRpc.Generator.Emission;

/// <summary>Prints the names and properties of a contract: one immutable object a process.</summary>
internal static class MetadataEmitter
{
    public static void Write(SourceWriter writer, ContractModel contract) => writer.Block("private static class Metadata", () =>
    {
        var type = contract.IsTopic ? "Topic" : "Direct";
        writer.Line("public static readonly rpc::RpcServiceInfo Service = new(");
        writer.Line($"    {Literals.Text(contract.Exchange)},");
        writer.Line($"    {Literals.Text(contract.Service)},");
        writer.Line($"    rpc::RpcExchangeType.{type}{(contract.Methods.Count == 0 ? ");" : ",")}");
        for (var index = 0; index < contract.Methods.Count; index++)
        {
            var end = index == contract.Methods.Count - 1 ? ");" : ",";
            writer.Line($"    {Method(contract.Methods[index])}{end}");
        }
    });

    // new rpc::RpcMethodInfo("GetBalance") { Idempotent = true }
    private static string Method(MethodModel method)
    {
        var properties = new List<string>();
        if (method.HasOwnKey)
        {
            properties.Add($"RoutingKey = {Literals.Text(method.WireName)}");
        }

        if (method.TimeoutMilliseconds > 0)
        {
            properties.Add($"Timeout = global::System.TimeSpan.FromMilliseconds({method.TimeoutMilliseconds.ToString(System.Globalization.CultureInfo.InvariantCulture)}L)");
        }

        if (method.Idempotent)
        {
            properties.Add("Idempotent = true");
        }

        if (method.OneWay)
        {
            properties.Add("OneWay = true");
        }

        var created = $"new rpc::RpcMethodInfo({Literals.Text(method.WireName)})";
        return properties.Count == 0 ? created : $"{created} {{ {string.Join(", ", properties)} }}";
    }
}
