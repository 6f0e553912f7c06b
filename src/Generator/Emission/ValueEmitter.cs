using TypedRpc.Generator.Model;

namespace TypedRpc.Generator.Emission;

/// <summary>Prints how one value is read and written.</summary>
internal static class ValueEmitter
{
    // serializer.GetCodec<List<Order>>("IOrders.PlaceAsync, parameter 'orders'").Of<Order>()
    public static string GetCodec(ContractModel contract, MethodModel method, PayloadModel payload, string role) =>
        $"serializer.GetCodec<{payload.Type}>({Syntax.Literal($"{contract.Name}.{method.Name}, {role}")}){string.Concat(payload.Parts.Select(static part => $".Of<{part}>()"))}";

    public static string Write(PayloadModel payload, string codec, string value) =>
        payload.Kind is PayloadKind.Codec ? $"this.{codec}.Write(ref writer, {value})" : $"writer.Write({value})";

    public static string Read(PayloadModel payload, string codec, string name)
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
