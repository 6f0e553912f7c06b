using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedRpc.Generator.Analysis;
using TypedRpc.Generator.Tests.Harness;
using TypedRpc.Generator.Tests.Signatures;

namespace TypedRpc.Generator.Tests.RandomContracts;

/// <summary>
/// Compiles many contracts at once. Each compiles and is called, or is refused with a diagnostic of ours, or of the compiler in what the user wrote.
/// Anything else is a failure: an exception, TRPC1099, an error or warning in generated code, generator and analyzer of two minds.
/// </summary>
internal sealed class ContractBatch
{
    private const string ScenarioEnd = ".scenario.cs";

    private static readonly MetadataReference Tests = MetadataReference.CreateFromFile(typeof(Probe).Assembly.Location);

    private readonly Dictionary<string, ContractSpec> _contracts;
    private readonly Dictionary<string, ContractFailure> _failures = [];
    private readonly Dictionary<string, ContractOutcome> _outcomes = [];

    private ContractBatch(IEnumerable<ContractSpec> contracts) => _contracts = contracts.ToDictionary(static contract => contract.Id);

    public static async Task<(IReadOnlyCollection<ContractFailure> Failures, IReadOnlyCollection<ContractOutcome> Outcomes)> RunAsync(IEnumerable<ContractSpec> contracts)
    {
        var batch = new ContractBatch(contracts);
        await batch.RunAsync();
        return (batch._failures.Values, batch._outcomes.Values);
    }

    private async Task RunAsync()
    {
        var output = Generate();
        await AnalyzeAsync(output);
        if (Emit(output) is not { } assembly)
        {
            return;
        }

        foreach (var contract in _contracts.Values.Where(contract => _outcomes[contract.Id] is ContractOutcome.Called && !_failures.ContainsKey(contract.Id)))
        {
            try
            {
                await (Task)assembly.GetType(ScenarioPrinter.ClassName(contract), throwOnError: true)!.GetMethod("RunAsync")!.Invoke(null, [])!;
            }
            catch (Exception exception)
            {
                Fail(contract.Id, exception.ToString());
            }
        }
    }

    private Compilation Generate()
    {
        var files = _contracts.Values.SelectMany(static contract => (SyntaxTree[])
        [
            Sources.Parse(contract.Source, $"{contract.Id}.cs"),
            Sources.Parse(ScenarioPrinter.Print(contract), contract.Id + ScenarioEnd),
        ]);
        var compilation = Sources.CompileFiles(PayloadTypes.Source).AddReferences(Tests).AddSyntaxTrees(files).WithAssemblyName("Random");
        compilation = compilation.WithOptions(compilation.Options.WithGeneralDiagnosticOption(ReportDiagnostic.Default).WithAllowUnsafe(true));
        var result = GeneratorHarness.CreateDriver().RunGeneratorsAndUpdateCompilation(compilation, out var output, out _).GetRunResult().Results[0];
        foreach (var diagnostic in result.Diagnostics)
        {
            Fail(IdIn(diagnostic.GetMessage()), diagnostic.GetMessage());
        }

        if (result.Exception is { } exception)
        {
            Fail(id: null, exception.ToString());
        }

        return output;
    }

    private async Task AnalyzeAsync(Compilation output)
    {
        var options = new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), onAnalyzerException: (exception, _, _) => Fail(id: null, exception.ToString()), concurrentAnalysis: false, logAnalyzerExecutionTime: false);
        foreach (var diagnostic in await output.WithAnalyzers([new ContractAnalyzer()], options).GetAnalyzerDiagnosticsAsync())
        {
            if (diagnostic.Severity is DiagnosticSeverity.Error && Tree(diagnostic) is { } tree)
            {
                _outcomes[Path.GetFileNameWithoutExtension(tree)] = ContractOutcome.RefusedByRule;
            }
        }
    }

    /// <summary>Decides about each contract and makes an assembly of those that nobody refuses.</summary>
    private Assembly? Emit(Compilation output)
    {
        using var image = new MemoryStream();
        var result = output.Emit(image);
        var problems = result.Diagnostics.Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).ToLookup(static diagnostic => Tree(diagnostic) ?? "");
        foreach (var contract in _contracts.Values)
        {
            Decide(contract, output, problems);
        }

        if (!result.Success)
        {
            var gone = output.SyntaxTrees.Where(IsGone);
            image.SetLength(0);
            result = output.RemoveSyntaxTrees(gone).Emit(image);
        }

        if (!result.Success)
        {
            Fail(id: null, string.Join('\n', result.Diagnostics.Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)));
            return null;
        }

        image.Position = 0;
        return new AssemblyLoadContext("random").LoadFromStream(image);
    }

    private void Decide(ContractSpec contract, Compilation output, ILookup<string, Diagnostic> problems)
    {
        var generated = output.SyntaxTrees.Where(tree => IsGeneratedFor(tree, contract.Id)).ToArray();
        var inGenerated = generated.SelectMany(tree => problems[tree.FilePath]).ToArray();
        var inSource = problems[$"{contract.Id}.cs"].Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToArray();
        var inScenario = problems[contract.Id + ScenarioEnd].Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToArray();
        var byRule = _outcomes.ContainsKey(contract.Id);

        // What the compiler makes of text that is no C# may be anything.
        if (inSource.Length > 0 && output.SyntaxTrees.First(tree => tree.FilePath == $"{contract.Id}.cs").GetDiagnostics().Any(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error))
        {
            _outcomes[contract.Id] = ContractOutcome.RefusedByCompiler;
            return;
        }

        if (inGenerated.Length > 0)
        {
            Fail(contract.Id, $"In generated code: {inGenerated[0]}");
        }
        else if (byRule && generated.Length > 0)
        {
            Fail(contract.Id, "Refused by the analyzer, but not by the generator.");
        }
        else if (!byRule && inSource.Length == 0 && generated.Length != 1)
        {
            Fail(contract.Id, "Nothing is generated, and nobody says why.");
        }

        if (inSource.Length > 0)
        {
            _outcomes[contract.Id] = ContractOutcome.RefusedByCompiler;
        }
        else if (!byRule)
        {
            _outcomes[contract.Id] = inScenario.Length > 0 ? ContractOutcome.Compiled : ContractOutcome.Called;
        }

        if (!RandomContract.IsWild(contract) && !_failures.ContainsKey(contract.Id) && _outcomes[contract.Id] is not ContractOutcome.Called)
        {
            Fail(contract.Id, $"Valid, but {_outcomes[contract.Id]}: {inSource.Concat(inScenario).FirstOrDefault()}");
        }
    }

    /// <summary>Whether a file belongs to no contract that is to be called.</summary>
    private bool IsGone(SyntaxTree tree) => !tree.FilePath.StartsWith("File", StringComparison.Ordinal) && !_contracts.Keys.Any(id =>
        _outcomes[id] is ContractOutcome.Called
        && !_failures.ContainsKey(id)
        && (tree.FilePath == $"{id}.cs" || tree.FilePath == id + ScenarioEnd || IsGeneratedFor(tree, id)));

    private static bool IsGeneratedFor(SyntaxTree tree, string id) =>
        tree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) && tree.FilePath.Contains(RandomContract.Mark(id), StringComparison.Ordinal);

    private static string? Tree(Diagnostic diagnostic) => diagnostic.Location.SourceTree?.FilePath;

    private string? IdIn(string text) => _contracts.Keys.FirstOrDefault(id => text.Contains(RandomContract.Mark(id), StringComparison.Ordinal));

    /// <summary>Without an id the failure is that of all: whoever runs the batch halves it.</summary>
    private void Fail(string? id, string problem)
    {
        foreach (var contract in _contracts.Values.Where(contract => id is null || contract.Id == id))
        {
            _failures.TryAdd(contract.Id, new(contract, problem));
        }
    }
}
