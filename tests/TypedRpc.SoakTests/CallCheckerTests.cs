using TypedRpc.Soak;
using TypedRpc.Soak.Chaos;
using TypedRpc.Soak.Checking;
using TypedRpc.Soak.Checking.Calls;
using TypedRpc.Soak.Children;
using TypedRpc.TestSupport.Ledger;
using TypedRpc.TestSupport.Ledger.Calls;

namespace TypedRpc.SoakTests;

/// <summary>What the soak must not overlook is put into its files here, and found.</summary>
public sealed class CallCheckerTests : IDisposable
{
    private const string Id = "0-client1.1-1";
    private const string Hash = "hash";

    private static readonly CallCompletion Good = new(Id, 5, RpcStatusCode.OK, null, Payload.AnswerTo(Id, Hash));
    private static readonly CallCompletion Lost = new(Id, 5, RpcStatusCode.Unavailable, CallOutcome.Unknown, Error: "lost");
    private static readonly Execution Once = new(Id, 1, false, Hash, 1);
    private static readonly SoakCall Call = new(Id, "client1.1", nameof(ILedgered.EchoAsync), CallKind.Plain, 9000, 3000, 16, false, null, Hash);

    private readonly SoakFolder _folder = new(Directory.CreateTempSubdirectory("typedrpc-soak-").FullName);
    private readonly SoakClock _clock = SoakClock.FromNow();
    private readonly HashSet<string> _killed = [];
    private readonly List<Injection> _faults = [];
    private readonly Evidence _evidence;
    private readonly CallChecker _checker;

    public CallCheckerTests()
    {
        Directory.CreateDirectory(_folder.Windows);
        _evidence = new Evidence(_folder, 1, static _ => { });
        _checker = new CallChecker(_folder, _clock, () => _killed, () => _faults, _evidence);
    }

    [Fact]
    public void A_good_call_is_no_violation_and_its_records_are_deleted()
    {
        Found(Call, [Good], Once).ShouldBeEmpty();
        Directory.EnumerateDirectories(_folder.Windows).ShouldBeEmpty();
        _checker.Tally.Calls.ShouldBe(1);
    }

    [Fact]
    public void A_call_that_never_ends_is_found_unless_its_client_was_killed()
    {
        Found(Call, [], Once).ShouldBe(["I1"]);
        Directory.EnumerateDirectories(_folder.Evidence).ShouldHaveSingleItem();
    }

    [Fact]
    public void A_call_of_a_killed_client_is_excused_but_not_its_executions()
    {
        _killed.Add("client1.1");
        Found(Call, [], Once, Once with { Redelivered = true }).ShouldBe(["I4"]);
    }

    [Fact]
    public void An_execution_after_its_window_was_checked_is_found()
    {
        Found(Call, [Good], Once).ShouldBeEmpty();
        Write([], [], [Once]);
        _checker.Check();
        _evidence.Violations.ShouldHaveSingleItem().Text.ShouldContain("after its call");
    }

    [Fact]
    public void A_failure_is_found_only_far_from_faults()
    {
        Found(Call, [Lost]).ShouldBe(["I6"]);
    }

    [Fact]
    public void A_failure_near_a_fault_counts_as_its()
    {
        _faults.Add(new Injection(1, "reset", 5000) { Healed = 6000 });
        Found(Call, [Lost]).ShouldBeEmpty();
        _faults[0].Failures.ShouldBe(1);
        _faults[0].FullSuccess.ShouldBe(3000);
    }

    [Fact]
    public void A_cancellation_that_nobody_asked_for_is_found() =>
        Found(Call, [Lost with { Status = RpcStatusCode.Cancelled }]).ShouldBe(["I3", "I6"]);

    public void Dispose() => Directory.Delete(_folder.Path, recursive: true);

    private IEnumerable<string> Found(SoakCall call, CallCompletion[] ends, params Execution[] executions)
    {
        Write([call], ends, executions);
        _checker.Check(all: true);
        return _evidence.Violations.Select(static violation => violation.Invariant);
    }

    private void Write(SoakCall[] calls, CallCompletion[] ends, Execution[] executions)
    {
        using var callFile = new WindowFiles<SoakCall>(_folder, _clock);
        using var endFile = new WindowFiles<CallCompletion>(_folder, _clock);
        using var ledger = new WindowFiles<Execution>(_folder, _clock);
        Array.ForEach(calls, call => callFile.Append(call.CallId, call));
        Array.ForEach(ends, end => endFile.Append(end.CallId, end));
        Array.ForEach(executions, execution => ledger.Append(execution.CallId, execution));
    }
}
