using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedRpc.Generator.Diagnostics;
using TypedRpc.Generator.Parsing;
using TypedRpc.Generator.Tests.Harness;

namespace TypedRpc.Generator.Tests.Incremental;

/// <summary>An editor keeps driver and analyzers for hours; what they keep alive adds up.</summary>
public sealed class RetentionTests
{
    private const string Contract = """using TypedRpc; [RabbitService("x")] public interface IOrders { [Fault<string>] Task<int> PlaceAsync(string text, int number = 1); }""";

    private static readonly List<ISymbol> Kept = [];

    [Fact]
    public void The_driver_keeps_no_compilation_but_the_last()
    {
        var (driver, compilation) = RunTwice(new RpcContractGenerator());

        AssertCollected(compilation);
        GC.KeepAlive(driver);
    }

    [Fact]
    public void The_analyzers_keep_no_compilation()
    {
        var analyzers = RuleAnalyzers.All;
        var compilation = Analyze(analyzers);

        AssertCollected(compilation);
        GC.KeepAlive(analyzers);
    }

    [Fact]
    public void A_generator_that_keeps_a_symbol_is_found_out()
    {
        var (driver, compilation) = RunTwice(new RpcContractGenerator(static (contract, cancellationToken) =>
        {
            Kept.Add(contract);
            return ContractParser.Parse(contract, new DiagnosticSink(contract), cancellationToken);
        }));

        Should.Throw<ShouldAssertException>(() => AssertCollected(compilation));
        GC.KeepAlive(driver);
        Kept.Clear();
    }

    /// <summary>Roslyn itself keeps the compilation of the last run, so there is another one; the contract is as it was and nothing is parsed anew.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (GeneratorDriver Driver, WeakReference Compilation) RunTwice(RpcContractGenerator generator)
    {
        var compilation = Sources.Compile(Contract, "class Other;");
        var driver = GeneratorHarness.CreateDriver(generator).RunGenerators(compilation, TestContext.Current.CancellationToken);
        var last = compilation.SyntaxTrees[^1];
        var edited = compilation.ReplaceSyntaxTree(last, Sources.Parse("class Other { void A() { } }", last.FilePath));
        return (driver.RunGenerators(edited, TestContext.Current.CancellationToken), new(compilation));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Analyze(ImmutableArray<DiagnosticAnalyzer> analyzers)
    {
        var compilation = Sources.Compile(Contract);
        var output = compilation.WithAnalyzers(analyzers);
        output.GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken).GetAwaiter().GetResult().ShouldNotContain(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);
        return new(compilation);
    }

    private static void AssertCollected(WeakReference reference)
    {
        for (var attempt = 0; attempt < 10 && reference.IsAlive; attempt++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        reference.IsAlive.ShouldBeFalse();
    }
}
