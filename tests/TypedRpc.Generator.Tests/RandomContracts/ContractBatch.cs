using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedRpc.Generator.Analysis;
using TypedRpc.Generator.Tests.Harness;
using TypedRpc.Generator.Tests.Signatures;

namespace TypedRpc.Generator.Tests.RandomContracts;

/// <summary>
/// Compiles many contracts at once. Each compiles, and some are called; or it is refused with a diagnostic of ours, or of the compiler in what the
/// user wrote. Anything else is a failure: an exception, TRPC1099, an error or warning in generated code, generator and analyzer of two minds.
/// </summary>
internal sealed class ContractBatch
{
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
        var sources = _contracts.Values.ToDictionary(static contract => contract.Id, static contract => Sources.Parse(contract.Source, $"{contract.Id}.cs"));
        var input = ContractLibrary.Compilation.AddSyntaxTrees(sources.Values);
        await AnalyzeAsync(input);
        var output = Generate(input);
        var generated = output.SyntaxTrees.Where(tree => !input.ContainsSyntaxTree(tree)).ToLookup(static tree => RandomContract.IdIn(tree.FilePath));
        var problems = output.GetDiagnostics().Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).ToLookup(static diagnostic => diagnostic.Location.SourceTree);
        foreach (var contract in _contracts.Values)
        {
            Decide(contract, sources[contract.Id], [.. generated[contract.Id]], problems);
        }

        await CallAsync(_contracts.Values
            .Where(contract => RandomContract.IsCalled(contract) && _outcomes[contract.Id] is ContractOutcome.Compiled && !_failures.ContainsKey(contract.Id))
            .ToDictionary(static contract => contract, contract => generated[contract.Id].Prepend(sources[contract.Id])));
    }

    /// <summary>Without what is generated: there is no contract in it, and it takes most of the time.</summary>
    private async Task AnalyzeAsync(Compilation input)
    {
        var options = new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), onAnalyzerException: (exception, _, _) => Fail(id: null, exception.ToString()), concurrentAnalysis: false, logAnalyzerExecutionTime: false);
        foreach (var diagnostic in await input.WithAnalyzers([new ContractAnalyzer()], options).GetAnalyzerDiagnosticsAsync())
        {
            if (diagnostic.Severity is DiagnosticSeverity.Error && diagnostic.Location.SourceTree is { } tree)
            {
                _outcomes[Path.GetFileNameWithoutExtension(tree.FilePath)] = ContractOutcome.RefusedByRule;
            }
        }
    }

    private Compilation Generate(Compilation input)
    {
        var result = GeneratorHarness.CreateDriver().RunGeneratorsAndUpdateCompilation(input, out var output, out _).GetRunResult().Results[0];
        foreach (var diagnostic in result.Diagnostics)
        {
            Fail(RandomContract.IdIn(diagnostic.GetMessage()), diagnostic.GetMessage());
        }

        if (result.Exception is { } exception)
        {
            Fail(id: null, exception.ToString());
        }

        return output;
    }

    private void Decide(ContractSpec contract, SyntaxTree source, SyntaxTree[] generated, ILookup<SyntaxTree?, Diagnostic> problems)
    {
        var inGenerated = generated.SelectMany(tree => problems[tree]).FirstOrDefault();
        var inSource = problems[source].FirstOrDefault(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        var byRule = _outcomes.ContainsKey(contract.Id);

        // What the compiler makes of text that is no C# may be anything.
        if (inSource is not null && source.GetDiagnostics().Any(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error))
        {
            _outcomes[contract.Id] = ContractOutcome.RefusedByCompiler;
            return;
        }

        if (inGenerated is not null)
        {
            Fail(contract.Id, $"In generated code: {inGenerated}");
        }
        else if (byRule && generated.Length > 0)
        {
            Fail(contract.Id, "Refused by the analyzer, but not by the generator.");
        }
        else if (!byRule && inSource is null && generated.Length != 1)
        {
            Fail(contract.Id, "Nothing is generated, and nobody says why.");
        }

        if (inSource is not null)
        {
            _outcomes[contract.Id] = ContractOutcome.RefusedByCompiler;
        }
        else if (!byRule)
        {
            _outcomes[contract.Id] = ContractOutcome.Compiled;
        }

        if (!RandomContract.IsWild(contract) && _outcomes[contract.Id] is not ContractOutcome.Compiled)
        {
            Fail(contract.Id, $"Valid, but {_outcomes[contract.Id]}: {inSource}");
        }
    }

    private async Task CallAsync(Dictionary<ContractSpec, IEnumerable<SyntaxTree>> compiled)
    {
        var calls = new ContractCalls(compiled);
        if (calls.Problem is not null)
        {
            Fail(id: null, calls.Problem);
            return;
        }

        foreach (var contract in compiled.Keys)
        {
            if (calls.WithoutScenario.TryGetValue(contract.Id, out var reason))
            {
                if (!RandomContract.IsWild(contract))
                {
                    Fail(contract.Id, $"Valid, but: {reason}");
                }
            }
            else if (await calls.RunAsync(contract) is { } problem)
            {
                Fail(contract.Id, problem);
            }
            else
            {
                _outcomes[contract.Id] = ContractOutcome.Called;
            }
        }
    }

    /// <summary>Without an id the failure is that of all: whoever runs the batch halves it.</summary>
    private void Fail(string? id, string problem)
    {
        foreach (var contract in _contracts.Values.Where(contract => id is null || contract.Id == id))
        {
            _failures.TryAdd(contract.Id, new(contract, problem));
        }
    }
}
