using TypedRpc.Generator.Model;

namespace TypedRpc.Generator.Emission;

/// <summary>Prints the server side: jump on the index, then read, call, write.</summary>
internal static class DispatcherEmitter
{
    // private sealed class Dispatcher(Wire wire) : __rpc::Server.RpcDispatcher<IOrders> { … }
    public static void Write(SourceWriter writer, ContractModel contract)
    {
        writer.Open($"private sealed class Dispatcher(Wire wire) : __rpc::Server.RpcDispatcher<{contract.Type}>");
        writer.Write("private readonly Wire _wire = wire;");
        writer.Write();
        writer.Open($"public override __tasks::ValueTask DispatchAsync({contract.Type} service, __rpc::Server.ServerCall call) => call.MethodIndex switch");
        WriteArms(writer, contract, "service");
        writer.Close("};");
        foreach (var method in contract.Methods)
        {
            writer.Write();
            WriteMethod(writer, contract, method, "service", "__rpc::Server.ServerCall");
        }

        writer.Close();
    }

    // 0 => this.PlaceAsync(service, call), …
    public static void WriteArms(SourceWriter writer, ContractModel contract, string handler)
    {
        for (var index = 0; index < contract.Methods.Count; index++)
        {
            writer.Write($"{Syntax.Text(index)} => this.{Syntax.Escape(contract.Methods[index].Identifier)}({handler}, call),");
        }

        writer.Write("_ => throw new global::System.ArgumentOutOfRangeException(\"call\"),");
    }

    // Order arguments = call.ReadArguments(…); Receipt result = await service.PlaceAsync(arguments, call.CancellationToken).ConfigureAwait(false); call.WriteResult(…, result);
    public static void WriteMethod(SourceWriter writer, ContractModel contract, MethodModel method, string handler, string callType)
    {
        var identifier = Syntax.Escape(method.Identifier);
        var call = $"await {Target(method, handler)}.{Syntax.Escape(method.Name)}({string.Join(", ", Values(method))}).ConfigureAwait(false);";
        if (method.IsObsolete)
        {
            writer.Write("[global::System.Obsolete] // So that it may call what is obsolete, be it as an error.");
        }

        writer.Open(
            $"""
            [__compiler::AsyncMethodBuilder(typeof(__compiler::PoolingAsyncValueTaskMethodBuilder))]
            private async __tasks::ValueTask {identifier}({contract.Type} {handler}, {callType} call)
            """);
        var hasArguments = method.Parameters.Any(static parameter => parameter.Payload is not null);
        writer.Write($"{(hasArguments ? $"{Syntax.ArgumentsType(method)} arguments = " : "")}call.ReadArguments(this._wire.{identifier});");
        writer.Write(method.Result is { } result ? $"{result.Type} result = {call}" : call);
        if (!method.IsOneWay && !contract.IsEvents)
        {
            writer.Write($"call.WriteResult(this._wire.{identifier}, {(method.Result is null ? "default" : "result")});");
        }

        writer.Close();
    }

    /// <summary>An inherited member is called through the interface that declares it: in the contract it may be hidden or ambiguous.</summary>
    private static string Target(MethodModel method, string handler) => method.IsInherited ? $"(({method.DeclaringType}){handler})" : handler;

    private static IEnumerable<string> Values(MethodModel method)
    {
        var index = 0;
        return [.. method.Parameters.Select(parameter => parameter.Payload is { } payload ? Syntax.Argument(method, index++) + (IsCheckedNullable(payload) ? "!" : "") : "call.CancellationToken")];
    }

    /// <summary>The type allows null, but what was read is none; the compiler does not remember that.</summary>
    private static bool IsCheckedNullable(PayloadModel payload) => payload.Nil is NilHandling.Refuse && payload.Type.EndsWith("?", StringComparison.Ordinal);
}
