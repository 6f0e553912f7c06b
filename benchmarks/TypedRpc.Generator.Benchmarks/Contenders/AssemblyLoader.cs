using System.Reflection;
using Microsoft.CodeAnalysis;

namespace TypedRpc.Generator.Benchmarks.Contenders;

/// <summary>Loads analyzers into this process; what they depend on is loaded already.</summary>
internal sealed class AssemblyLoader : IAnalyzerAssemblyLoader
{
    public void AddDependencyLocation(string fullPath)
    {
    }

    public Assembly LoadFromPath(string fullPath) => Assembly.LoadFrom(fullPath);
}
