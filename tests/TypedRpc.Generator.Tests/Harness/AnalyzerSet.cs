using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace TypedRpc.Generator.Tests.Harness;

/// <summary>The generator and all analyzers as a project refers to them.</summary>
internal sealed class AnalyzerSet : IAnalyzerAssemblyLoader
{
    private AnalyzerSet()
    {
    }

    public static AnalyzerFileReference Reference { get; } = new(typeof(RpcContractGenerator).Assembly.Location, new AnalyzerSet());

    // Not a second time from its file.
    public Assembly LoadFromPath(string fullPath) => typeof(RpcContractGenerator).Assembly;

    public void AddDependencyLocation(string fullPath)
    {
    }
}
