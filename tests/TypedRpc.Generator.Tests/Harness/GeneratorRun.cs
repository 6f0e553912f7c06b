using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace TypedRpc.Generator.Tests.Harness;

/// <summary>Outcome of a generator run that held what every run must hold.</summary>
internal sealed record GeneratorRun(CSharpCompilation Output, ImmutableArray<GeneratedSourceResult> Files, ImmutableArray<Diagnostic> Diagnostics)
{
    public string Text => Files.ShouldHaveSingleItem().SourceText.ToString();
}
