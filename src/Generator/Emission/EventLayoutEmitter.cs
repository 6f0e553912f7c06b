using TypedRpc.Generator.Model;

namespace TypedRpc.Generator.Emission;

/// <summary>Prints the routing key and the byte layout of one event.</summary>
internal static class EventLayoutEmitter
{
    // private sealed class ChargedAsyncMethod(…) : __rpc::Serialization.EventMethod<PaymentCharged>(Metadata.Events.Events[0]) { … }
    public static void Write(SourceWriter writer, ContractModel contract, MethodModel method, int index)
    {
        writer.Open(
            $"""
            private sealed class {Syntax.LayoutClass(method)}({WireEmitter.Parameter(ArgumentEmitter.NeedsSerializer(method))})
                : __rpc::Serialization.EventMethod<{Syntax.ArgumentsType(method)}>(Metadata.Events.Events[{Syntax.Text(index)}])
            """);
        ArgumentEmitter.WriteCodecs(writer, contract, method);
        ArgumentEmitter.WriteKey(writer, method);
        ArgumentEmitter.WriteWrite(writer, method);
        ArgumentEmitter.WriteRead(writer, contract, method);
        writer.Close();
        writer.Write();
    }
}
