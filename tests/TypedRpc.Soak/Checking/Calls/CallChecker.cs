using TypedRpc.Soak.Chaos;
using TypedRpc.Soak.Reporting;
using TypedRpc.TestSupport.Ledger;
using TypedRpc.TestSupport.Ledger.Calls;

namespace TypedRpc.Soak.Checking.Calls;

/// <summary>Judges calls: I1 to I4, I6, I9.</summary>
internal sealed class CallChecker(
    SoakFolder folder, SoakClock clock, Func<IReadOnlySet<string>> killedClients, Func<IReadOnlyList<Injection>> injections, Evidence evidence)
    : WindowChecker(folder, clock, evidence, TimeSpan.FromSeconds(PatienceSeconds))
{
    // No call lasts longer than 6 s; a message that comes later than this is a violation of its own.
    private const int PatienceSeconds = 60;
    private const double RecoveredWithin = 10_000;
    private const double LongEnough = 2000;

    private static readonly TimeSpan Overshoot = TimeSpan.FromSeconds(1);

    public Tally Tally { get; } = new();

    public override long Checked => Tally.Calls;

    public override string Headline(double seconds) =>
        FormattableString.Invariant($"{Tally.Calls:N0} calls ({Tally.Calls / Math.Max(1, seconds):0}/s), {Tally.Executions:N0} executions");

    public override string Outcomes() => CallOutcomes.Of(Tally);

    protected override IEnumerable<Violation> CheckLate(string path) => LineFile<Execution>.ReadAll(path).Select(static execution =>
        new Violation("I1", execution.CallId, $"executed more than {PatienceSeconds} s after its call, in process {execution.ProcessId}"));

    protected override void CheckWindow(string path)
    {
        SoakCall[] calls = [.. LineFile<SoakCall>.ReadAll(path)];
        ILookup<string, CallCompletion> ends = LineFile<CallCompletion>.ReadAll(path).ToLookup(static end => end.CallId);
        IReadOnlyList<Execution> executions = LineFile<Execution>.ReadAll(path);
        Tally.Executions += executions.Count;
        Tally.Redelivered += executions.Count(static execution => execution.Redelivered);
        IReadOnlySet<string> killed = killedClients();
        HashSet<string> excused = [.. calls.Where(call => killed.Contains(call.Client) && !ends.Contains(call.CallId)).Select(static call => call.CallId)];
        Tally.Excused += excused.Count;

        var records = calls.Select(call => new CallRecord(call.CallId, call.Kind, call.TimeoutMilliseconds, call.Hash) { Completions = [.. ends[call.CallId]] });
        List<Violation> found = [.. new LedgerChecker(Overshoot).Check([.. records], executions)];
        found.RemoveAll(violation => violation.Invariant == "I1" && excused.Contains(violation.Subject));
        IReadOnlyList<Injection> faults = injections();
        foreach (SoakCall call in calls)
        {
            foreach (CallCompletion end in ends[call.CallId])
            {
                found.AddRange(Judge(call, end, faults));
            }
        }

        ILookup<string, Execution> ran = executions.ToLookup(static execution => execution.CallId);
        var byId = calls.ToDictionary(static call => call.CallId);
        foreach (Violation violation in found)
        {
            SoakCall? call = byId.GetValueOrDefault(violation.Subject);
            Evidence.Add(violation, new { Call = call, Ends = ends[violation.Subject], Executions = ran[violation.Subject], Faults = Around(faults, call) }, path);
        }
    }

    private IEnumerable<Violation> Judge(SoakCall call, CallCompletion end, IReadOnlyList<Injection> faults)
    {
        Tally.Add(call, end.Outcome is { } outcome ? $"{end.Status} · {outcome}" : $"{end.Status}", end.ElapsedMilliseconds - call.TimeoutMilliseconds);
        if (end.Error?.Contains(LedgeredService.Secret, StringComparison.Ordinal) == true)
        {
            yield return new Violation("I9", call.CallId, "its error shows the text of the handler's exception");
        }

        if (end.Status == RpcStatusCode.Cancelled && call.CancelAfter is null)
        {
            yield return new Violation("I3", call.CallId, $"Cancelled, and nobody cancelled it: {end.Error}");
        }

        double ended = call.At + end.ElapsedMilliseconds;
        faults.LastOrDefault(fault => fault.Start < ended)?.Add(call.Client[..call.Client.IndexOf('.')], call.At, ended, !Failed(call, end));
        bool disturbed = faults.Any(fault => fault.Start < ended && call.At < fault.Healed + RecoveredWithin);
        if (Failed(call, end) && !disturbed)
        {
            yield return new Violation("I6", call.CallId, $"{end.Status} after {end.ElapsedMilliseconds:0} ms although no fault was near: {end.Error}");
        }
    }

    // A call that its caller cancels, or gives hardly any time, or that is meant to fail, may fail.
    private static bool Failed(SoakCall call, CallCompletion end) =>
        end.Status != RpcStatusCode.OK
        && !(end.Status == RpcStatusCode.Cancelled && call.CancelAfter is not null)
        && !(end.Status == RpcStatusCode.DeadlineExceeded && call.TimeoutMilliseconds < LongEnough)
        && !(call.Method == nameof(ILedgered.FailAsync) && end.Outcome == CallOutcome.Executed);

    private static IEnumerable<string> Around(IReadOnlyList<Injection> faults, SoakCall? call) =>
        faults.Where(fault => call is not null && fault.Start < call.At + (PatienceSeconds * 1000) && call.At < fault.Next + (PatienceSeconds * 1000)).Select(static fault => fault.ToString());
}
