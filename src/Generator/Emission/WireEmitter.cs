using TypedRpc.Generator.Model;

namespace TypedRpc.Generator.Emission;

/// <summary>Prints the holder of the methods' byte layouts.</summary>
internal static class WireEmitter
{
    /// <summary>The expression that makes the holder; the compiler warns of parameters that nothing reads, so there may be none.</summary>
    public static string New(ContractModel contract, string serializer) => (NeedsSerializer(contract), Formatters(contract)) switch
    {
        (false, _) => "new Wire()",
        (_, []) => $"new Wire({serializer})",
        _ => $"new Wire({serializer}.WithFormatters(Formatters))",
    };

    /// <summary>The parameter of a constructor that may need the codecs.</summary>
    public static string Parameter(bool needsSerializer) => needsSerializer ? "__rpc::Serialization.RpcSerializer serializer" : "";

    // public readonly PlaceAsyncMethod PlaceAsync = new(serializer);
    public static void Write(SourceWriter writer, ContractModel contract)
    {
        writer.Write($"// The only code that knows the byte layout; {(contract.IsEvents ? "publisher" : "proxy")} and dispatcher share it.");
        writer.Open($"private sealed class Wire({Parameter(NeedsSerializer(contract))})");
        foreach (var method in contract.Methods)
        {
            writer.Write($"public readonly {Syntax.LayoutClass(method)} {Syntax.Escape(method.Identifier)} = new({(ArgumentEmitter.NeedsSerializer(method) ? "serializer" : "")});");
        }

        writer.Close();
        writer.Write();
        WriteFormatters(writer, Formatters(contract));
    }

    // private static __msgpack::Formatters.IMessagePackFormatter[] Formatters() => [new __msgpack::Formatters.ListFormatter<Order>()];
    private static void WriteFormatters(SourceWriter writer, string[] formatters)
    {
        if (formatters.Length > 0)
        {
            writer.Write(
                $"""
                // Under native AOT MessagePack cannot make these itself.
                private static __msgpack::Formatters.IMessagePackFormatter[] Formatters() =>
                [
                    {string.Join(",\n    ", formatters)},
                ];

                """);
        }
    }

    private static string[] Formatters(ContractModel contract) =>
    [
        .. contract.Methods
            .SelectMany(static method => Syntax.Arguments(method).Append(method.Result).Concat(method.Faults.Select(static fault => fault.Detail)))
            .SelectMany(static payload => payload?.Formatters ?? default)
            .Distinct(),
    ];

    private static bool NeedsSerializer(ContractModel contract) => contract.Methods.Any(ArgumentEmitter.NeedsSerializer);
}
