using TypedRpc.Generator.Model;

namespace TypedRpc.Generator.Emission;

/// <summary>Prints how the arguments of a method are read and written: those in the body as a MessagePack array, those in the routing key as its words.</summary>
internal static class ArgumentEmitter
{
    public const string ResultCodec = "_result";

    private const string Reader = "ref __msgpack::MessagePackReader reader, int count";

    public static bool NeedsSerializer(MethodModel method) => method.Faults.Count > 0 || Codecs(method).Any();

    // private readonly __rpc::Serialization.Codec<Order> _argument1 = serializer.GetCodec<Order>("IOrders.PlaceAsync, parameter 'order'");
    public static void WriteCodecs(SourceWriter writer, ContractModel contract, MethodModel method)
    {
        var codecs = Codecs(method).ToArray();
        foreach (var (payload, field, role) in codecs)
        {
            writer.Write($"private readonly __rpc::Serialization.Codec<{payload.Type}> {field} = {ValueEmitter.GetCodec(contract, method, payload, role)};");
        }

        if (codecs.Length > 0)
        {
            writer.Write();
        }
    }

    // writer.WriteArrayHeader(2); this._argument1.Write(ref writer, arguments.Item1); writer.Write(arguments.Item2);
    public static void WriteWrite(SourceWriter writer, MethodModel method)
    {
        var body = Body(method);
        var signature = $"public override void WriteArguments(ref __msgpack::MessagePackWriter writer, in {Syntax.ArgumentsType(method)} arguments)";
        if (body.Length == 0)
        {
            writer.Write($"{signature} => writer.WriteArrayHeader(0);");
        }
        else
        {
            writer.Open(signature);
            writer.Write($"writer.WriteArrayHeader({Syntax.Text(body.Length)});");
            foreach (var (parameter, index) in body)
            {
                writer.Write($"{ValueEmitter.Write(parameter.Payload!, Codec(index), Syntax.Argument(method, index))};");
            }

            writer.Close();
        }

        writer.Write();
    }

    // public override Order ReadArguments(ref __msgpack::MessagePackReader reader, int count) => …;
    public static void WriteRead(SourceWriter writer, ContractModel contract, MethodModel method)
    {
        var places = Body(method).Select(static (found, place) => (found.Index, Place: place)).ToDictionary(static found => found.Index, static found => found.Place);
        var reads = Travelling(method).Select(found => found.Parameter.Key is { } key ? ReadWord(found.Parameter, key) : ReadArgument(found.Parameter, found.Index, places[found.Index])).ToArray();
        var signature = $"public override {Syntax.ArgumentsType(method)} ReadArguments({(contract.IsEvents ? "in __rpc::Serialization.RoutingKeyReader key, " : "")}{Reader})";
        writer.Write(reads switch
        {
            [] => $"{signature} => default;",
            [var single] => $"{signature}\n    => {single};",
            _ => $"{signature} => (\n    {string.Join(",\n    ", reads)});",
        });
    }

    // public override void WriteKey(ref __rpc::Serialization.RoutingKeyWriter key, in (string, PaymentRefunded) arguments) { key.Append(arguments.Item1); }
    public static void WriteKey(SourceWriter writer, MethodModel method)
    {
        var words = Travelling(method)
            .Where(static found => found.Parameter.Key is not null)
            .OrderBy(static found => found.Parameter.Key!.Place)
            .Select(found => $"key.{(found.Parameter.Key!.Kind is KeyWordKind.Enum ? "AppendEnum" : "Append")}({Syntax.Argument(method, found.Index)});")
            .ToArray();
        if (words.Length > 0)
        {
            writer.Open($"public override void WriteKey(ref __rpc::Serialization.RoutingKeyWriter key, in {Syntax.ArgumentsType(method)} arguments)");
            writer.Write(string.Join("\n", words));
            writer.Close();
            writer.Write();
        }
    }

    // count > 0 ? __rpc::Serialization.Wire.NotNull(reader.ReadString(), "account") : throw __rpc::Serialization.Wire.Missing("account")
    private static string ReadArgument(ParameterModel parameter, int index, int place)
    {
        var read = ValueEmitter.Read(parameter.Payload!, Codec(index), parameter.Name);
        var otherwise = parameter.Default ?? $"throw __rpc::Serialization.Wire.Missing({Syntax.Literal(parameter.Name)})";
        return $"count > {Syntax.Text(place)} ? {read} : {otherwise}";
    }

    // key.Get<global::System.Guid>(0)
    private static string ReadWord(ParameterModel parameter, KeyWordModel key) => key.Kind switch
    {
        KeyWordKind.Text => $"key.GetString({Syntax.Text(key.Place)})",
        KeyWordKind.Enum => $"key.GetEnum<{parameter.Payload!.Type}>({Syntax.Text(key.Place)})",
        _ => $"key.Get<{parameter.Payload!.Type}>({Syntax.Text(key.Place)})",
    };

    private static IEnumerable<(PayloadModel Payload, string Field, string Role)> Codecs(MethodModel method) => Body(method)
        .Select(static found => (Payload: found.Parameter.Payload!, Field: Codec(found.Index), Role: $"parameter '{found.Parameter.Name}'"))
        .Concat(method.Result is { } result ? [(Payload: result, Field: ResultCodec, Role: "result")] : [])
        .Where(static codec => codec.Payload.Kind is PayloadKind.Codec);

    /// <summary>The parameters that travel, with their place in the tuple.</summary>
    private static IEnumerable<(ParameterModel Parameter, int Index)> Travelling(MethodModel method) =>
        method.Parameters.Where(static parameter => parameter.Payload is not null).Select(static (parameter, index) => (parameter, index));

    private static (ParameterModel Parameter, int Index)[] Body(MethodModel method) => [.. Travelling(method).Where(static found => found.Parameter.Key is null)];

    private static string Codec(int index) => $"_argument{Syntax.Text(index + 1)}";
}
