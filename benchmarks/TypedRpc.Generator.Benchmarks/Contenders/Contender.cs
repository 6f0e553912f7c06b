using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedRpc.Generator.Benchmarks.Solutions;

namespace TypedRpc.Generator.Benchmarks.Contenders;

/// <summary>A generator and its analyzers, with the way contracts are written for them.</summary>
internal sealed record Contender(string Name, string Description, Dialect Dialect, ImmutableArray<ISourceGenerator> Generators, ImmutableArray<DiagnosticAnalyzer> Analyzers)
{
    /// <summary>Whether the project has a <c>RabbitContracts.txt</c>.</summary>
    public bool HasBaseline { get; init; }

    /// <summary>All that an assembly holds, found and loaded as by the compiler.</summary>
    public static Contender Load(string name, string description, Dialect dialect, string path)
    {
        var assembly = new AnalyzerFileReference(path, new AssemblyLoader());
        assembly.AnalyzerLoadFailed += static (_, failure) => throw new InvalidOperationException(failure.Message, failure.Exception);
        return new(name, description, dialect, assembly.GetGenerators(LanguageNames.CSharp), assembly.GetAnalyzers(LanguageNames.CSharp));
    }
}
