using System.Globalization;
using System.Linq;
using TypedRpc.Generator.Model;

namespace TypedRpc.Generator.Emission;

/// <summary>Prints the server side: a switch on the method's position, then read, call, write.</summary>
internal static class DispatcherEmitter
{
    public static void Write(SourceWriter writer, ContractModel contract)
    {
        var name = contract.Interface;
        writer.Block($"private sealed class Dispatcher(Wire wire) : rpc::Server.RpcDispatcher<{name}>", () =>
        {
            writer.Line("private readonly Wire _wire = wire;");
            writer.Line();
            writer.Block(
                $"public override tasks::ValueTask DispatchAsync({name} service, rpc::Server.ServerCall call) => call.MethodIndex switch",
                () =>
                {
                    for (var index = 0; index < contract.Methods.Count; index++)
                    {
                        writer.Line($"{index.ToString(CultureInfo.InvariantCulture)} => this.{contract.Methods[index].Id}(service, call),");
                    }

                    writer.Line("_ => throw new global::System.ArgumentOutOfRangeException(nameof(call)),");
                },
                "};");
            foreach (var method in contract.Methods)
            {
                writer.Line();
                WriteMethod(writer, name, method);
            }
        });
    }

    private static void WriteMethod(SourceWriter writer, string contract, MethodModel method)
    {
        writer.Line("[compiler::AsyncMethodBuilder(typeof(compiler::PoolingAsyncValueTaskMethodBuilder))]");
        writer.Block($"private async tasks::ValueTask {method.Id}({contract} service, rpc::Server.ServerCall call)", () =>
        {
            var payload = MethodText.Payload(method);
            var position = 0;
            var arguments = string.Join(", ", method.Parameters.Select(parameter =>
                parameter.IsCancellationToken ? "call.CancellationToken" : payload.Count == 1 ? "arguments" : $"arguments.Item{(++position).ToString(CultureInfo.InvariantCulture)}"));
            var invocation = $"await (({method.DeclaringInterface})service).{method.Name}({arguments}).ConfigureAwait(false);";
            writer.Line($"{(payload.Count == 0 ? "_" : "var arguments")} = call.ReadArguments(this._wire.{method.Id});");
            writer.Line(method.Result is null ? invocation : $"var result = {invocation}");
            if (!method.OneWay)
            {
                writer.Line($"call.WriteResult(this._wire.{method.Id}, {(method.Result is null ? "default" : "result")});");
            }
        });
    }
}
