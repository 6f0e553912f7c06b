using Microsoft.CodeAnalysis;
using TypedRpc.Generator.Benchmarks.Solutions;

namespace TypedRpc.Generator.Benchmarks.Contenders;

/// <summary>Who takes part.</summary>
internal static class Catalogue
{
    public const string TypedRpc = "TypedRpc";
    public const string StreamJsonRpc = "StreamJsonRpc";
    public const string Baseline = "baseline";
    public const string Lookup = "lookup";
    public const string Floor = "floor";

    /// <param name="names">Who takes part; empty for all.</param>
    public static Contender[] Load(IReadOnlyList<string> names) =>
    [
        .. new[]
        {
            Contender.Load(TypedRpc, "this repository", Dialect.TypedRpc, typeof(RpcContractGenerator).Assembly.Location),
            Contender.Load(Baseline, "the same in a project with `RabbitContracts.txt`", Dialect.TypedRpc, typeof(RpcContractGenerator).Assembly.Location) with { HasBaseline = true },
            Contender.Load(StreamJsonRpc, $"StreamJsonRpc {typeof(global::StreamJsonRpc.JsonRpc).Assembly.GetName().Version!.ToString(3)}", Dialect.StreamJsonRpc, Path.Combine(AppContext.BaseDirectory, "StreamJsonRpc.Analyzers.dll")),
            new(Lookup, "the files that TypedRpc generates, and an analyzer that looks up one type and nothing else: what Roslyn takes by itself with those files", Dialect.TypedRpc, [new RpcContractGenerator().AsSourceGenerator()], [new LookupAnalyzer()]),
            new(Floor, "finds the contracts, emits empty files and analyses nothing: what Roslyn takes by itself", Dialect.TypedRpc, [new FloorGenerator().AsSourceGenerator()], [new FloorAnalyzer()]),
        }.Where(contender => names.Count == 0 || names.Contains(contender.Name, StringComparer.OrdinalIgnoreCase)),
    ];
}
