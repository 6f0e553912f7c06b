using System.Linq;
using TypedRpc.Generator.Model;

namespace TypedRpc.Generator.Emission;

/// <summary>Prints the client: one expression a method.</summary>
internal static class ProxyEmitter
{
    public static void Write(SourceWriter writer, ContractModel contract)
    {
        var name = contract.Interface;
        writer.Block($"private sealed class Proxy(rpc::Client.RpcInvoker invoker, Wire wire) : {name}, rpc::IRpcClient<{name}>", () =>
        {
            writer.Line("private readonly rpc::Client.RpcInvoker _invoker = invoker;");
            writer.Line("private readonly Wire _wire = wire;");
            writer.Line();
            writer.Line($"{name} rpc::IRpcClient<{name}>.With(rpc::CallOptions options) => new Proxy(this._invoker.With(options), this._wire);");
            foreach (var method in contract.Methods)
            {
                writer.Line();
                WriteMethod(writer, method);
            }
        });
    }

    // Task<int> IOrders.CountAsync(string customer, CancellationToken token)
    //     => this._invoker.InvokeAsync(this._wire.Count, customer, token).AsTask();
    private static void WriteMethod(SourceWriter writer, MethodModel method)
    {
        var parameters = string.Join(", ", method.Parameters.Select(static parameter => $"{parameter.Type.Name} {parameter.Identifier}"));
        var payload = MethodText.Payload(method);
        var arguments = payload.Count switch
        {
            0 => $"default({MethodText.Unit})",
            1 => payload[0].Identifier,
            _ => $"({string.Join(", ", payload.Select(static parameter => parameter.Identifier))})",
        };
        var token = method.Parameters.FirstOrDefault(static parameter => parameter.IsCancellationToken)?.Identifier ?? "default";
        var invoke = method.OneWay ? "SendAsync" : "InvokeAsync";
        var asTask = method.ReturnShape is ReturnShape.Task or ReturnShape.TaskOfResult ? ".AsTask()" : string.Empty;
        writer.Line($"{method.ReturnType} {method.DeclaringInterface}.{method.Name}({parameters})");
        writer.Line($"    => this._invoker.{invoke}(this._wire.{method.Id}, {arguments}, {token}){asTask};");
    }
}
