using TypedRpc.TestSupport.Ledger;

namespace TypedRpc.TestSupport.Tests.Ledger;

/// <summary>A checker that cannot fail is worth nothing: each invariant is broken here, and found.</summary>
public sealed class LedgerCheckerTests
{
    private const string Id = "call";
    private const string Hash = "hash";

    private static readonly string Answer = Payload.AnswerTo(Id, Hash);
    private static readonly CallCompletion Good = new(Id, 5, RpcStatusCode.OK, null, Answer);
    private static readonly Execution Once = new(Id, 1, false, Hash, 1);

    [Fact]
    public void A_good_history_has_no_violation() => Found(Call(CallKind.Plain, Good), Once).ShouldBeEmpty();

    [Fact]
    public void A_call_that_never_ends_is_found() => Found(Call(CallKind.Plain), Once).ShouldBe(["I1"]);

    [Fact]
    public void A_call_that_ends_twice_is_found() => Found(Call(CallKind.Plain, Good, Good), Once).ShouldBe(["I1"]);

    [Theory]
    [InlineData(1249, false)]
    [InlineData(1251, true)]
    public void A_call_that_ends_too_late_is_found(double elapsed, bool violates) =>
        Found(Call(CallKind.Plain, Good with { ElapsedMilliseconds = elapsed }), Once).ShouldBe(violates ? ["I1"] : []);

    [Theory]
    [InlineData(998.5, true)]
    [InlineData(999.5, false)]
    public void A_deadline_that_fires_early_is_found(double elapsed, bool violates) =>
        Found(Call(CallKind.Plain, new CallCompletion(Id, elapsed, RpcStatusCode.DeadlineExceeded, CallOutcome.Unknown))).ShouldBe(violates ? ["I1"] : []);

    [Fact]
    public void Another_calls_answer_is_found() => Found(Call(CallKind.Plain, Good with { Answer = Payload.AnswerTo("other", Hash) }), Once).ShouldBe(["I2"]);

    [Fact]
    public void A_payload_that_changed_on_its_way_is_found() => Found(Call(CallKind.Plain, Good), Once with { Hash = "changed" }).ShouldBe(["I2"]);

    [Fact]
    public void An_execution_that_nobody_asked_for_is_found() => Found(Call(CallKind.Plain, Good), Once, Once with { CallId = "stranger" }).ShouldBe(["I2"]);

    [Fact]
    public void An_answer_without_an_execution_is_found() => Found(Call(CallKind.Plain, Good)).ShouldBe(["I3"]);

    [Fact]
    public void Executed_without_an_execution_is_found() => Found(Call(CallKind.Plain, Failed(CallOutcome.Executed))).ShouldBe(["I3"]);

    [Fact]
    public void Not_executed_with_an_execution_is_found() => Found(Call(CallKind.Plain, Failed(CallOutcome.NotExecuted)), Once).ShouldBe(["I3"]);

    [Fact]
    public void An_error_without_a_status_is_found() =>
        Found(Call(CallKind.Plain, CallCompletion.Of(Id, 1, new InvalidOperationException()))).ShouldBe(["I3"]);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_unknown_outcome_claims_nothing(bool executed) => Found(Call(CallKind.Plain, Failed(CallOutcome.Unknown)), executed ? [Once] : []).ShouldBeEmpty();

    [Theory]
    [InlineData(CallKind.Plain)]
    [InlineData(CallKind.OneWay)]
    public void A_second_execution_of_what_may_run_once_is_found(CallKind kind) =>
        Found(Call(kind, Good), Once, Once with { Redelivered = true }).ShouldBe(["I4"]);

    [Fact]
    public void A_second_execution_of_an_idempotent_call_is_found_if_it_is_not_marked()
    {
        Found(Call(CallKind.Idempotent, Good), Once, Once).ShouldBe(["I4"]);
        Found(Call(CallKind.Idempotent, Good), Once, Once with { Redelivered = true }).ShouldBeEmpty();
        Found(Call(CallKind.Idempotent, Good), Once, Once with { Attempt = 2 }).ShouldBeEmpty();
        Found(Call(CallKind.Idempotent, Good), Once, Once with { Attempt = 2 }, Once with { Attempt = 2 }).ShouldBe(["I4"]);
    }

    [Fact]
    public void A_one_way_call_may_be_done_before_it_is_executed() => Found(Call(CallKind.OneWay, Good with { Answer = null })).ShouldBeEmpty();

    [Fact]
    public void Violations_throw_with_what_they_are()
    {
        IReadOnlyList<Violation> violations = new LedgerChecker().Check([Call(CallKind.Plain)], []);
        Should.Throw<InvariantViolatedException>(() => InvariantViolatedException.ThrowIfAny(violations)).Message.ShouldContain("I1 call: ended 0 times");
        InvariantViolatedException.ThrowIfAny([]);
    }

    private static CallCompletion Failed(CallOutcome outcome) => new(Id, 5, RpcStatusCode.Unavailable, outcome);

    private static CallRecord Call(CallKind kind, params CallCompletion[] completions) => new(Id, kind, 1000, Hash) { Completions = completions };

    private static IEnumerable<string> Found(CallRecord call, params Execution[] executions) =>
        new LedgerChecker().Check([call], executions).Select(static violation => violation.Invariant);
}
