using TypedRpc.Generator.Model;

namespace TypedRpc.Generator.Emission;

/// <summary>Prints the client side: one expression per method.</summary>
internal static class ProxyEmitter
{
    // private sealed class Proxy(__rpc::Client.RpcInvoker invoker, Wire wire) : IOrders, __rpc::IRpcClient<IOrders> { … }
    public static void Write(SourceWriter writer, ContractModel contract)
    {
        writer.Open($"private sealed class Proxy(__rpc::Client.RpcInvoker invoker, Wire wire) : {contract.Type}, __rpc::IRpcClient<{contract.Type}>");
        writer.Write(
            $"""
            private readonly __rpc::Client.RpcInvoker _invoker = invoker;
            private readonly Wire _wire = wire;

            {contract.Type} __rpc::IRpcClient<{contract.Type}>.With(__rpc::CallOptions options) => new Proxy(this._invoker.With(options), this._wire);
            """);
        foreach (var method in contract.Methods)
        {
            writer.Write();
            WriteMethod(writer, method, method.IsOneWay ? "SendAsync" : "InvokeAsync");
        }

        writer.Close();
        writer.Write();
    }

    // __tasks::Task<Receipt> IOrders.PlaceAsync(Order order, CancellationToken cancellationToken) => this._invoker.InvokeAsync(this._wire.PlaceAsync, order, cancellationToken).AsTask();
    public static void WriteMethod(SourceWriter writer, MethodModel method, string send)
    {
        var returnType = $"__tasks::{(method.ReturnsTask ? "Task" : "ValueTask")}{(method.Result is { } result ? $"<{result.Type}>" : "")}";
        var parameters = method.Parameters.Select(static parameter => $"{Type(parameter)} {Syntax.Escape(parameter.Name)}");
        var values = method.Parameters.Where(static parameter => parameter.Payload is not null).Select(static parameter => Syntax.Escape(parameter.Name)).ToArray();
        var arguments = values switch
        {
            [] => "default",
            [var single] => single,
            _ => $"({string.Join(", ", values)})",
        };
        var token = method.Parameters.FirstOrDefault(static parameter => parameter.Payload is null);
        var call = $"this._invoker.{send}(this._wire.{Syntax.Escape(method.Identifier)}, {arguments}, {(token is null ? "default" : Syntax.Escape(token.Name))})";
        writer.Write($"{returnType} {method.DeclaringType}.{Syntax.Escape(method.Name)}({string.Join(", ", parameters)})");
        writer.Write($"    => {call}{(method.ReturnsTask ? ".AsTask()" : "")};");
    }

    private static string Type(ParameterModel parameter) => parameter.Payload?.Type ?? "global::System.Threading.CancellationToken";
}
