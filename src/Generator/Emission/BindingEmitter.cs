using TypedRpc.Generator.Model;

namespace TypedRpc.Generator.Emission;

/// <summary>Prints the factory of proxy and dispatcher.</summary>
internal static class BindingEmitter
{
    // private sealed class Binding() : __rpc::Binding.RpcContract<IOrders>(Metadata.Service) { … }
    public static void Write(SourceWriter writer, ContractModel contract) => writer.Write(
        $$"""
        private sealed class Binding() : __rpc::Binding.RpcContract<{{contract.Type}}>(Metadata.Service)
        {
            public override {{contract.Type}} CreateProxy(__rpc::Client.RpcInvoker invoker) => new Proxy(invoker, {{WireEmitter.New(contract, "invoker.Serializer")}});

            public override __rpc::Server.RpcDispatcher<{{contract.Type}}> CreateDispatcher(__rpc::Serialization.RpcSerializer serializer) => new Dispatcher({{WireEmitter.New(contract, "serializer")}});
        }

        """);
}
