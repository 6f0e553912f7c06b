using TypedRpc.Generator.Model;

namespace TypedRpc.Generator.Emission;

/// <summary>Prints the holder of the methods' byte layouts.</summary>
internal static class WireEmitter
{
    /// <summary>The expression that makes the holder; the compiler warns of parameters that nothing reads, so there may be none.</summary>
    public static string New(ContractModel contract, string serializer) => $"new Wire({(NeedsSerializer(contract) ? serializer : "")})";

    // public readonly PlaceAsyncMethod PlaceAsync = new(serializer);
    public static void Write(SourceWriter writer, ContractModel contract)
    {
        writer.Write("// The only code that knows the byte layout; proxy and dispatcher share it.");
        writer.Open($"private sealed class Wire({(NeedsSerializer(contract) ? "__rpc::Serialization.RpcSerializer serializer" : "")})");
        foreach (var method in contract.Methods)
        {
            writer.Write($"public readonly {Syntax.LayoutClass(method)} {Syntax.Escape(method.Identifier)} = new({(LayoutEmitter.NeedsSerializer(method) ? "serializer" : "")});");
        }

        writer.Close();
        writer.Write();
    }

    private static bool NeedsSerializer(ContractModel contract) => contract.Methods.Any(LayoutEmitter.NeedsSerializer);
}
