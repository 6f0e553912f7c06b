using TypedRpc.Generator.Model;

namespace TypedRpc.Generator.Emission;

/// <summary>Prints the class of a contract of events.</summary>
internal static class EventsEmitter
{
    private const string Subscriber = "subscriber";
    private const string Call = "__rpc::Events.EventCall";

    public static void Write(SourceWriter writer, ContractModel contract)
    {
        WriteMembers(writer, contract);
        WriteMetadata(writer, contract);
        WireEmitter.Write(writer, contract);
        foreach (var (method, index) in contract.Methods.Select(static (method, index) => (method, index)))
        {
            EventLayoutEmitter.Write(writer, contract, method, index);
        }

        WritePublisher(writer, contract);
        WriteDispatcher(writer, contract);
    }

    private static void WriteMembers(SourceWriter writer, ContractModel contract) => writer.Write(
        $$"""
        /// <summary>The contract, as the runtime sees it.</summary>
        public static __rpc::Binding.EventContract<{{contract.Type}}> Contract { get; } = new Binding();

        [__compiler::ModuleInitializer]
        internal static void Register() => __rpc::Binding.EventContractRegistry.Register(Contract);

        private sealed class Binding() : __rpc::Binding.EventContract<{{contract.Type}}>(Metadata.Events)
        {
            public override {{contract.Type}} CreatePublisher(__rpc::Events.EventInvoker invoker) => new Publisher(invoker, {{WireEmitter.New(contract, "invoker.Serializer")}});

            public override __rpc::Events.EventDispatcher<{{contract.Type}}> CreateDispatcher(__rpc::Serialization.RpcSerializer serializer) => new Dispatcher({{WireEmitter.New(contract, "serializer")}});
        }

        """);

    // public static readonly __rpc::EventsInfo Events = new("payments.events", "PaymentEvents", new __rpc::EventInfo("Charged"), …);
    private static void WriteMetadata(SourceWriter writer, ContractModel contract)
    {
        writer.Open("private static class Metadata");
        writer.Write("public static readonly __rpc::EventsInfo Events = new(");
        writer.Write("    " + string.Join(",\n    ", new[] { Syntax.Literal(contract.Exchange), Syntax.Literal(contract.Service) }.Concat(contract.Methods.Select(Event))) + ");");
        writer.Close();
        writer.Write();
    }

    // new __rpc::EventInfo("Refunded") { RoutingKey = "payment.{region}.refunded" }
    private static string Event(MethodModel method) =>
        $"new __rpc::EventInfo({Syntax.Literal(method.WireName)}){(method.Template is { } template ? $" {{ RoutingKey = {Syntax.Literal(template)} }}" : "")}";

    // private sealed class Publisher(__rpc::Events.EventInvoker invoker, Wire wire) : IPaymentEvents { … }
    private static void WritePublisher(SourceWriter writer, ContractModel contract)
    {
        writer.Open($"private sealed class Publisher(__rpc::Events.EventInvoker invoker, Wire wire) : {contract.Type}");
        writer.Write(
            """
            private readonly __rpc::Events.EventInvoker _invoker = invoker;
            private readonly Wire _wire = wire;
            """);
        foreach (var method in contract.Methods)
        {
            writer.Write();
            ProxyEmitter.WriteMethod(writer, method, "PublishAsync");
        }

        writer.Close();
        writer.Write();
    }

    // private sealed class Dispatcher(Wire wire) : __rpc::Events.EventDispatcher<IPaymentEvents> { … }
    private static void WriteDispatcher(SourceWriter writer, ContractModel contract)
    {
        writer.Open($"private sealed class Dispatcher(Wire wire) : __rpc::Events.EventDispatcher<{contract.Type}>");
        writer.Write("private readonly Wire _wire = wire;");
        writer.Write();
        writer.Open($"public override __tasks::ValueTask DispatchAsync({contract.Type} {Subscriber}, {Call} call) => call.EventIndex switch");
        DispatcherEmitter.WriteArms(writer, contract, Subscriber);
        writer.Close("};");
        foreach (var method in contract.Methods)
        {
            writer.Write();
            DispatcherEmitter.WriteMethod(writer, contract, method, Subscriber, Call);
        }

        writer.Close();
    }
}
