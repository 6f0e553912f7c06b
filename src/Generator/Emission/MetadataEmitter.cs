using TypedRpc.Generator.Model;

namespace TypedRpc.Generator.Emission;

/// <summary>Prints the description of the service and its methods.</summary>
internal static class MetadataEmitter
{
    // public static readonly __rpc::RpcServiceInfo Service = new("shop", "Orders", __rpc::RpcExchangeType.Direct, new __rpc::RpcMethodInfo("Place"), …);
    public static void Write(SourceWriter writer, ContractModel contract)
    {
        var arguments = new[] { Syntax.Literal(contract.Exchange), Syntax.Literal(contract.Service), $"__rpc::RpcExchangeType.{(contract.IsTopic ? "Topic" : "Direct")}" };
        writer.Open("private static class Metadata");
        writer.Write("public static readonly __rpc::RpcServiceInfo Service = new(");
        writer.Write("    " + string.Join(",\n    ", arguments.Concat(contract.Methods.Select(Method))) + ");");
        writer.Close();
        writer.Write();
    }

    // new __rpc::RpcMethodInfo("refund") { RoutingKey = "refund", Idempotent = true }
    private static string Method(MethodModel method)
    {
        var name = Syntax.Literal(method.WireName);
        var properties = string.Join(", ", Properties(method, name));
        return $"new __rpc::RpcMethodInfo({name}){(properties.Length > 0 ? $" {{ {properties} }}" : "")}";
    }

    private static IEnumerable<string> Properties(MethodModel method, string name)
    {
        if (method.HasRoutingKey)
        {
            yield return $"RoutingKey = {name}";
        }

        if (method.TimeoutMilliseconds > 0)
        {
            yield return $"Timeout = global::System.TimeSpan.FromMilliseconds({Syntax.Text(method.TimeoutMilliseconds)})";
        }

        if (!method.Coalesces)
        {
            yield return "Coalesce = false";
        }

        if (method.IsIdempotent)
        {
            yield return "Idempotent = true";
        }

        if (method.IsOneWay)
        {
            yield return "OneWay = true";
        }
    }
}
