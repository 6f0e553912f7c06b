using Microsoft.CodeAnalysis.Diagnostics;

namespace TypedRpc.Generator.Tests.Harness;

/// <summary>The analyzers of the generator's assembly.</summary>
internal static class Analyzers
{
    public static DiagnosticAnalyzer[] All() =>
    [
        .. typeof(RpcContractGenerator).Assembly.GetTypes()
            .Where(static type => type.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !type.IsAbstract)
            .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];
}
