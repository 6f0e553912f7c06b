using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TypedRpc.Generator.Tests.Harness;

namespace TypedRpc.Generator.Tests.Signatures;

/// <summary>Assemblies of many contracts, each with a scenario that calls it. None has a warning in what a user would write or in what is generated.</summary>
internal sealed class CompiledContracts
{
    private static readonly MetadataReference Tests = MetadataReference.CreateFromFile(typeof(Probe).Assembly.Location);

    private readonly AssemblyLoadContext _context = new("contracts");
    private readonly List<MetadataReference> _references = [Tests];
    private Assembly? _last;

    /// <summary>Contracts, scenarios and the types that they use in one assembly.</summary>
    public static CompiledContracts Compile(string name, IEnumerable<ContractSpec> contracts, params string[] types) =>
        new CompiledContracts().Add(name, [.. types, .. contracts.Select(static contract => contract.Source), .. contracts.Select(ScenarioPrinter.Print)]);

    /// <summary>Adds an assembly that may use those before it.</summary>
    public CompiledContracts Add(string name, params string[] files)
    {
        GeneratorHarness.CreateDriver().RunGeneratorsAndUpdateCompilation(Create(name, files), out var output, out var diagnostics);
        diagnostics.ShouldBeEmpty();
        Load(output);
        return this;
    }

    /// <summary>Calls every method of a contract, whose scenario is in the last assembly.</summary>
    public Task RunAsync(ContractSpec contract) =>
        (Task)_last!.GetType(ScenarioPrinter.ClassName(contract), throwOnError: true)!.GetMethod("RunAsync")!.Invoke(null, [])!;

    private CSharpCompilation Create(string name, string[] files)
    {
        var compilation = Sources.CompileFiles(files).WithAssemblyName(name).AddReferences(_references);
        return compilation.WithOptions(compilation.Options.WithOptimizationLevel(OptimizationLevel.Release).WithGeneralDiagnosticOption(ReportDiagnostic.Default));
    }

    private void Load(Compilation compilation)
    {
        using var image = new MemoryStream();
        compilation.Emit(image).Diagnostics
            .Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)
            .Where(static diagnostic => diagnostic.Id != "CS1591" || diagnostic.Location.SourceTree!.FilePath.EndsWith(".g.cs", StringComparison.Ordinal))
            .Select(static diagnostic => $"{diagnostic} in {Line(diagnostic.Location)}")
            .ShouldBeEmpty();
        _references.Add(MetadataReference.CreateFromImage(image.ToArray()));
        image.Position = 0;
        _last = _context.LoadFromStream(image);
    }

    private static string Line(Location location) =>
        location.SourceTree is { } tree ? tree.GetText().Lines[location.GetLineSpan().StartLinePosition.Line].ToString().Trim() : "";
}
