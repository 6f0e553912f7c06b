using Microsoft.CodeAnalysis;

namespace TypedRpc.Generator.Benchmarks.Contenders;

/// <summary>The least that a generator of this kind can do: it finds the contracts and emits an empty file for each.</summary>
internal sealed class FloorGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) => context.RegisterSourceOutput(
        context.SyntaxProvider.ForAttributeWithMetadataName("TypedRpc.RabbitServiceAttribute", static (_, _) => true, static (contract, _) => contract.TargetSymbol.Name),
        static (output, name) => output.AddSource(name + ".g.cs", "// " + name));
}
