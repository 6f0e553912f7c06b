using TypedRpc.Generator.Model;

namespace TypedRpc.Generator.Emission;

/// <summary>Prints the class of a contract of calls.</summary>
internal static class ServiceEmitter
{
    public static void Write(SourceWriter writer, ContractModel contract)
    {
        WriteMembers(writer, contract);
        BindingEmitter.Write(writer, contract);
        MetadataEmitter.Write(writer, contract);
        WireEmitter.Write(writer, contract);
        foreach (var (method, index) in contract.Methods.Select(static (method, index) => (method, index)))
        {
            LayoutEmitter.Write(writer, contract, method, index);
        }

        ProxyEmitter.Write(writer, contract);
        DispatcherEmitter.Write(writer, contract);
    }

    private static void WriteMembers(SourceWriter writer, ContractModel contract) => writer.Write(
        $$"""
        /// <summary>The contract, as the runtime sees it.</summary>
        public static __rpc::Binding.RpcContract<{{contract.Type}}> Contract { get; } = new Binding();

        /// <summary>A client that makes its calls with these options; the given client is unchanged.</summary>
        /// <param name="client">A client that TypedRpc made.</param>
        /// <param name="timeout">Deadline of each call, or null to leave it as it is.</param>
        /// <param name="headers">Headers that travel with each call, or null to leave them as they are.</param>
        /// <param name="waitForReady">Whether a call waits for a server until its deadline when there is none.</param>
        public static {{contract.Type}} With(
            this {{contract.Type}} client,
            global::System.TimeSpan? timeout = null,
            global::System.Collections.Generic.IReadOnlyDictionary<string, string>? headers = null,
            bool waitForReady = false)
            => __rpc::Binding.RpcClients.With(client, new __rpc::CallOptions { Timeout = timeout, Headers = headers, WaitForReady = waitForReady });

        [__compiler::ModuleInitializer]
        internal static void Register() => __rpc::Binding.RpcContractRegistry.Register(Contract);

        """);
}
