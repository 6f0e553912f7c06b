using Microsoft.CodeAnalysis;
using TypedRpc.Generator.Analysis;
using TypedRpc.Generator.Collections;
using TypedRpc.Generator.Diagnostics;
using TypedRpc.Generator.Model;
using TypedRpc.Generator.Tests.Harness;

namespace TypedRpc.Generator.Tests;

/// <summary>A defect of the generator is an error that names the contract, not a warning of the compiler and errors that follow from it.</summary>
public sealed class InternalFailureTests
{
    private const string Contract = """using TypedRpc; namespace N; [RabbitService("x")] public interface IFoo { Task A(); }""";

    [Fact]
    public void A_failing_parser_is_TRPC1099() =>
        AssertReported(new RpcContractGenerator(static (_, _) => throw new InvalidOperationException("One\r\nTwo")));

    [Fact]
    public void A_failing_emitter_is_TRPC1099() =>
        AssertReported(new RpcContractGenerator(static (_, _) => new ContractModel("x.g.cs", null, "One", true, "One\r\nTwo", "T", null!, null!, IsTopic: false, IsEvents: false, default(EquatableArray<MethodModel>), default(EquatableArray<string>))));

    [Fact]
    public void Cancellation_is_no_failure() => Should.Throw<OperationCanceledException>(
        static () => GeneratorHarness.CreateDriver(new RpcContractGenerator(static (_, _) => throw new OperationCanceledException(new CancellationToken(true))))
            .RunGenerators(Sources.Compile(Contract), new CancellationToken(true)));

    [Fact]
    public async Task A_failing_check_that_only_the_analyzer_makes_is_TRPC1099()
    {
        var diagnostic = (await AnalyzeAsync(static sink => sink.Listens)).ShouldHaveSingleItem();
        (diagnostic.Id, diagnostic.Severity).ShouldBe(("TRPC1099", DiagnosticSeverity.Error));
        diagnostic.Location.SourceTree.ShouldNotBeNull();
        diagnostic.GetMessage().ShouldContain("'N.IFoo'");
    }

    [Fact]
    public async Task What_the_generator_reports_the_analyzer_does_not_repeat() => (await AnalyzeAsync(static _ => true)).ShouldBeEmpty();

    private static async Task<IReadOnlyList<Diagnostic>> AnalyzeAsync(Func<DiagnosticSink, bool> fails)
    {
        var analyzer = new ContractAnalyzer((_, sink, _) => fails(sink) ? throw new InvalidOperationException("One\r\nTwo") : null);
        return await RuleAnalyzers.RunAsync(Sources.Compile(Contract), [analyzer]);
    }

    private static void AssertReported(RpcContractGenerator generator)
    {
        var result = GeneratorHarness.CreateDriver(generator).RunGenerators(Sources.Compile(Contract), TestContext.Current.CancellationToken).GetRunResult();
        result.Results[0].Exception.ShouldBeNull();
        var diagnostic = result.Diagnostics.ShouldHaveSingleItem();
        diagnostic.Id.ShouldBe("TRPC1099");
        diagnostic.Severity.ShouldBe(DiagnosticSeverity.Error);
        diagnostic.GetMessage().ShouldContain("'N.IFoo'");
        diagnostic.GetMessage().ShouldNotContain("\n");
    }
}
