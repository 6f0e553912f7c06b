using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Emit;
using TypedRpc.Generator.Tests.Harness;
using TypedRpc.Generator.Tests.Signatures;

namespace TypedRpc.Generator.Tests.RandomContracts;

/// <summary>An assembly of contracts that compile, each with a scenario that calls it.</summary>
internal sealed class ContractCalls
{
    private const string ScenarioEnd = ".scenario.cs";

    private static int _count;

    private readonly Assembly? _assembly;

    /// <param name="compiled">Each contract with its file and what is generated for it.</param>
    public ContractCalls(IReadOnlyDictionary<ContractSpec, IEnumerable<SyntaxTree>> compiled)
    {
        var scenarios = compiled.Keys.ToDictionary(static contract => contract.Id, static contract => Sources.Parse(ScenarioPrinter.Print(contract), contract.Id + ScenarioEnd));
        var compilation = ContractLibrary.Compilation.WithAssemblyName(FormattableString.Invariant($"Random{Interlocked.Increment(ref _count)}"))
            .AddSyntaxTrees(compiled.Values.SelectMany(static trees => trees)).AddSyntaxTrees(scenarios.Values);
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        foreach (var error in Errors(result).Where(static error => Path(error).EndsWith(ScenarioEnd, StringComparison.Ordinal)))
        {
            WithoutScenario.TryAdd(Path(error)[..^ScenarioEnd.Length], error.ToString());
        }

        if (WithoutScenario.Count > 0)
        {
            image.SetLength(0);
            result = compilation.RemoveSyntaxTrees(WithoutScenario.Keys.Select(id => scenarios[id])).Emit(image);
        }

        if (result.Success)
        {
            image.Position = 0;
            _assembly = ContractLibrary.Context.LoadFromStream(image);
        }

        Problem = result.Success ? null : string.Join('\n', Errors(result));
    }

    /// <summary>Contracts that have members which the scenario does not know, and what the compiler says of it.</summary>
    public Dictionary<string, string> WithoutScenario { get; } = [];

    /// <summary>Why there is no assembly.</summary>
    public string? Problem { get; }

    /// <summary>Calls each method of a contract; returns what was different from a local call.</summary>
    public async Task<string?> RunAsync(ContractSpec contract)
    {
        try
        {
            await (Task)_assembly!.GetType(ScenarioPrinter.ClassName(contract), throwOnError: true)!.GetMethod("RunAsync")!.Invoke(null, [])!;
            return null;
        }
        catch (Exception exception)
        {
            return exception.ToString();
        }
    }

    private static IEnumerable<Diagnostic> Errors(EmitResult result) =>
        result.Diagnostics.Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    private static string Path(Diagnostic diagnostic) => diagnostic.Location.SourceTree?.FilePath ?? "";
}
