using TypedRpc.Generator.Model;

namespace TypedRpc.Generator.Emission;

/// <summary>Prints the byte layout of one method.</summary>
internal static class LayoutEmitter
{
    private const string Reader = "ref __msgpack::MessagePackReader reader";
    private const string Writer = "ref __msgpack::MessagePackWriter writer";
    private const string ResultCodec = "_result";

    public static bool NeedsSerializer(MethodModel method) =>
        method.Faults.Count > 0 || Syntax.Arguments(method).Append(method.Result).Any(static payload => payload?.Kind is PayloadKind.Codec);

    // private sealed class PlaceAsyncMethod(…) : __rpc::Serialization.RpcMethod<Order, Receipt>(Metadata.Service.Methods[0]) { … }
    public static void Write(SourceWriter writer, ContractModel contract, MethodModel method, int index)
    {
        var faults = method.Faults.Select(fault =>
            $"new __rpc::Serialization.FaultCodec<{fault.Detail.Type}>({Syntax.Literal(fault.Name)}, {GetCodec(contract, method, fault.Detail, $"fault '{fault.Name}'")})");
        writer.Open(
            $"""
            private sealed class {Syntax.LayoutClass(method)}({(NeedsSerializer(method) ? "__rpc::Serialization.RpcSerializer serializer" : "")})
                : __rpc::Serialization.RpcMethod<{Syntax.ArgumentsType(method)}, {Syntax.ResultType(method)}>({string.Join(",\n        ", faults.Prepend($"Metadata.Service.Methods[{Syntax.Text(index)}]"))})
            """);
        WriteCodecs(writer, contract, method);
        WriteArguments(writer, method);
        WriteResult(writer, method.Result);
        writer.Close();
        writer.Write();
    }

    // private readonly __rpc::Serialization.Codec<Order> _argument1 = serializer.GetCodec<Order>("IOrders.PlaceAsync, parameter 'order'");
    private static void WriteCodecs(SourceWriter writer, ContractModel contract, MethodModel method)
    {
        var codecs = ArgumentParameters(method)
            .Select(static (parameter, index) => (Payload: parameter.Payload!, Field: ArgumentCodec(index), Role: $"parameter '{parameter.Name}'"))
            .Concat(method.Result is { } result ? [(Payload: result, Field: ResultCodec, Role: "result")] : [])
            .Where(static codec => codec.Payload.Kind is PayloadKind.Codec)
            .ToArray();
        foreach (var (payload, field, role) in codecs)
        {
            writer.Write($"private readonly __rpc::Serialization.Codec<{payload.Type}> {field} = {GetCodec(contract, method, payload, role)};");
        }

        if (codecs.Length > 0)
        {
            writer.Write();
        }
    }

    // writer.WriteArrayHeader(2); this._argument1.Write(ref writer, arguments.Item1); writer.Write(arguments.Item2);
    private static void WriteArguments(SourceWriter writer, MethodModel method)
    {
        var arguments = Syntax.Arguments(method);
        var signature = $"public override void WriteArguments({Writer}, in {Syntax.ArgumentsType(method)} arguments)";
        if (arguments.Length == 0)
        {
            writer.Write($"{signature} => writer.WriteArrayHeader(0);");
        }
        else
        {
            writer.Open(signature);
            writer.Write($"writer.WriteArrayHeader({Syntax.Text(arguments.Length)});");
            for (var index = 0; index < arguments.Length; index++)
            {
                writer.Write($"{WriteValue(arguments[index], ArgumentCodec(index), Syntax.Argument(method, index))};");
            }

            writer.Close();
        }

        writer.Write();
        WriteReadArguments(writer, method);
    }

    // count > 0 ? this._argument1.Read(ref reader) : throw __rpc::Serialization.Wire.Missing("order")
    private static void WriteReadArguments(SourceWriter writer, MethodModel method)
    {
        var reads = ArgumentParameters(method).Select(ReadArgument).ToArray();
        var signature = $"public override {Syntax.ArgumentsType(method)} ReadArguments({Reader}, int count)";
        writer.Write(reads switch
        {
            [] => $"{signature} => default;",
            [var single] => $"{signature}\n    => {single};",
            _ => $"{signature} => (\n    {string.Join(",\n    ", reads)});",
        });
        writer.Write();
    }

    // count > 0 ? __rpc::Serialization.Wire.NotNull(reader.ReadString(), "account") : throw __rpc::Serialization.Wire.Missing("account")
    private static string ReadArgument(ParameterModel parameter, int index)
    {
        var read = ReadValue(parameter.Payload!, ArgumentCodec(index), parameter.Name);
        var otherwise = parameter.Default ?? $"throw __rpc::Serialization.Wire.Missing({Syntax.Literal(parameter.Name)})";
        return $"count > {Syntax.Text(index)} ? {read} : {otherwise}";
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
            writer.Write($"public override void WriteResult({Writer}, {result.Type} result) => {WriteValue(result, ResultCodec, "result")};");
            writer.Write();
            writer.Write($"public override {result.Type} ReadResult({Reader}) => {ReadValue(result, ResultCodec, "result")};");
        }
    }

    private static IEnumerable<ParameterModel> ArgumentParameters(MethodModel method) => method.Parameters.Where(static parameter => parameter.Payload is not null);

    private static string ArgumentCodec(int index) => $"_argument{Syntax.Text(index + 1)}";

    // serializer.GetCodec<List<Order>>("IOrders.PlaceAsync, parameter 'orders'").Of<Order>()
    private static string GetCodec(ContractModel contract, MethodModel method, PayloadModel payload, string role) =>
        $"serializer.GetCodec<{payload.Type}>({Syntax.Literal($"{contract.Name}.{method.Name}, {role}")}){string.Concat(payload.Parts.Select(static part => $".Of<{part}>()"))}";

    private static string WriteValue(PayloadModel payload, string codec, string value) =>
        payload.Kind is PayloadKind.Codec ? $"this.{codec}.Write(ref writer, {value})" : $"writer.Write({value})";

    private static string ReadValue(PayloadModel payload, string codec, string name)
    {
        var read = payload.Kind is PayloadKind.Codec ? $"this.{codec}.Read(ref reader)" : $"reader.Read{payload.Kind}()";
        return payload switch
        {
            { Nil: NilHandling.Refuse } => $"__rpc::Serialization.Wire.NotNull({read}, {Syntax.Literal(name)})",
            { Nil: NilHandling.Unknown, Kind: PayloadKind.String } => $"{read}!",
            _ => read,
        };
    }
}
