using TypedRpc.Generator.Model;

namespace TypedRpc.Generator.Emission;

/// <summary>Prints the byte layout of one method.</summary>
internal static class LayoutEmitter
{
    private const string Reader = "ref __msgpack::MessagePackReader reader";
    private const string Writer = "ref __msgpack::MessagePackWriter writer";

    // private sealed class PlaceAsyncMethod(…) : __rpc::Serialization.RpcMethod<Order, Receipt>(Metadata.Service.Methods[0]) { … }
    public static void Write(SourceWriter writer, ContractModel contract, MethodModel method, int index)
    {
        var faults = method.Faults.Select(fault =>
            $"new __rpc::Serialization.FaultCodec<{fault.Detail.Type}>({Syntax.Literal(fault.Name)}, {ValueEmitter.GetCodec(contract, method, fault.Detail, $"fault '{fault.Name}'")})");
        writer.Open(
            $"""
            private sealed class {Syntax.LayoutClass(method)}({WireEmitter.Parameter(ArgumentEmitter.NeedsSerializer(method))})
                : __rpc::Serialization.RpcMethod<{Syntax.ArgumentsType(method)}, {Syntax.ResultType(method)}>({string.Join(",\n        ", faults.Prepend($"Metadata.Service.Methods[{Syntax.Text(index)}]"))})
            """);
        ArgumentEmitter.WriteCodecs(writer, contract, method);
        ArgumentEmitter.WriteWrite(writer, method);
        ArgumentEmitter.WriteRead(writer, contract, method);
        writer.Write();
        WriteResult(writer, method.Result);
        writer.Close();
        writer.Write();
    }

    private static void WriteResult(SourceWriter writer, PayloadModel? result)
    {
        if (result is null)
        {
            writer.Write($"public override void WriteResult({Writer}, {Syntax.Unit} result) => writer.WriteNil();");
            writer.Write();
            writer.Open($"public override {Syntax.Unit} ReadResult({Reader})");
            writer.Write("reader.Skip();");
            writer.Write("return default;");
            writer.Close();
        }
        else
        {
            writer.Write($"public override void WriteResult({Writer}, {result.Type} result) => {ValueEmitter.Write(result, ArgumentEmitter.ResultCodec, "result")};");
            writer.Write();
            writer.Write($"public override {result.Type} ReadResult({Reader}) => {ValueEmitter.Read(result, ArgumentEmitter.ResultCodec, "result")};");
        }
    }
}
