using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using TypedRpc.Generator.Model;

namespace TypedRpc.Generator.Emission;

/// <summary>Prints the byte layout of every method: the only emitted code that knows it, shared by proxy and dispatcher.</summary>
internal static class WireEmitter
{
    public static void Write(SourceWriter writer, ContractModel contract)
    {
        writer.Block("private sealed class Wire(rpc::Serialization.RpcSerializer serializer)", () =>
        {
            foreach (var method in contract.Methods)
            {
                writer.Line($"public readonly {method.Id}Method {method.Id} = new({(NeedsSerializer(method) ? "serializer" : string.Empty)});");
            }

            if (!contract.Methods.Any(NeedsSerializer))
            {
                writer.Line("public readonly rpc::Serialization.RpcSerializer Serializer = serializer;");
            }
        });
        for (var index = 0; index < contract.Methods.Count; index++)
        {
            writer.Line();
            WriteMethod(writer, contract, contract.Methods[index], index);
        }
    }

    private static void WriteMethod(SourceWriter writer, ContractModel contract, MethodModel method, int index)
    {
        var payload = MethodText.Payload(method);
        var parameter = NeedsSerializer(method) ? "rpc::Serialization.RpcSerializer serializer" : string.Empty;
        var where = $"{contract.DisplayName}.{method.Name}";
        var faults = string.Concat(method.Faults.Select(fault =>
            $", new rpc::Serialization.FaultCodec<{fault.Type}>({Literals.Text(fault.Name)}, serializer.GetCodec<{fault.Type}>({Literals.Text($"{where}, fault '{fault.Name}'")}))"));
        writer.Line($"private sealed class {method.Id}Method({parameter})");
        writer.Block($"    : rpc::Serialization.RpcMethod<{MethodText.Arguments(method)}, {MethodText.Result(method)}>(Metadata.Service.Methods[{Number(index)}]{faults})", () =>
        {
            for (var position = 0; position < payload.Count; position++)
            {
                WriteCodec(writer, payload[position].Type, $"_argument{Number(position)}", $"{where}, parameter '{payload[position].Name}'");
            }

            if (method.Result is { } result)
            {
                WriteCodec(writer, result, "_result", $"{where}, result");
            }

            WriteArguments(writer, method, payload);
            writer.Line();
            ReadArguments(writer, method, payload);
            writer.Line();
            WriteResult(writer, method);
        });
    }

    private static void WriteCodec(SourceWriter writer, TypeModel type, string field, string usedBy)
    {
        if (type.Primitive is null)
        {
            writer.Line($"private readonly rpc::Serialization.Codec<{type.Name}> {field} = serializer.GetCodec<{type.Name}>({Literals.Text(usedBy)});");
            writer.Line();
        }
    }

    private static void WriteArguments(SourceWriter writer, MethodModel method, List<ParameterModel> payload) => writer.Block(
        $"public override void WriteArguments(ref msgpack::MessagePackWriter writer, in {MethodText.Arguments(method)} arguments)",
        () =>
        {
            writer.Line($"writer.WriteArrayHeader({Number(payload.Count)});");
            for (var position = 0; position < payload.Count; position++)
            {
                var value = payload.Count == 1 ? "arguments" : $"arguments.Item{Number(position + 1)}";
                writer.Line(payload[position].Type.Primitive is null ? $"this._argument{Number(position)}.Write(ref writer, {value});" : $"writer.Write({value});");
            }
        });

    // Each argument: count > 1 ? reader.ReadInt32() : 10, or refused when it is missing and has no default.
    private static void ReadArguments(SourceWriter writer, MethodModel method, List<ParameterModel> payload)
    {
        writer.Line($"public override {MethodText.Arguments(method)} ReadArguments(ref msgpack::MessagePackReader reader, int count)");
        if (payload.Count == 0)
        {
            writer.Line("    => default;");
            return;
        }

        var open = payload.Count == 1 ? string.Empty : "(";
        var close = payload.Count == 1 ? string.Empty : ")";
        for (var position = 0; position < payload.Count; position++)
        {
            var parameter = payload[position];
            var missing = parameter.Default ?? $"throw rpc::Serialization.Wire.Missing({Literals.Text(parameter.Name)})";
            var start = position == 0 ? $"    => {open}" : "        ";
            var end = position == payload.Count - 1 ? $"{close};" : ",";
            writer.Line($"{start}count > {Number(position)} ? {Read(parameter.Type, $"this._argument{Number(position)}", parameter.Name)} : {missing}{end}");
        }
    }

    private static void WriteResult(SourceWriter writer, MethodModel method)
    {
        var type = MethodText.Result(method);
        var write = method.Result is not { } result ? "writer.WriteNil()" : result.Primitive is null ? "this._result.Write(ref writer, result)" : "writer.Write(result)";
        writer.Line($"public override void WriteResult(ref msgpack::MessagePackWriter writer, {type} result) => {write};");
        writer.Line();
        if (method.Result is null)
        {
            writer.Block($"public override {type} ReadResult(ref msgpack::MessagePackReader reader)", () =>
            {
                writer.Line("reader.Skip();");
                writer.Line("return default;");
            });
            return;
        }

        writer.Line($"public override {type} ReadResult(ref msgpack::MessagePackReader reader) => {Read(method.Result, "this._result", "result")};");
    }

    private static string Read(TypeModel type, string codec, string name)
    {
        var read = type.Primitive is null ? $"{codec}.Read(ref reader)" : $"reader.Read{type.Primitive}()";
        return type.RefusesNull ? $"rpc::Serialization.Wire.NotNull({read}, {Literals.Text(name)})" : type.Primitive == "String" && !type.Name.EndsWith("?", System.StringComparison.Ordinal) ? $"{read}!" : read;
    }

    private static bool NeedsSerializer(MethodModel method) =>
        method.Faults.Count > 0 || method.Result is { Primitive: null } || MethodText.Payload(method).Exists(static parameter => parameter.Type.Primitive is null);

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
