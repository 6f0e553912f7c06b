namespace TypedRpc.TestSupport.Ledger;

/// <summary>
/// Joins what callers saw with what handlers did. To be asked when nothing runs any more.
/// I1: each call ends once, by its deadline and not before it for that reason. I2: the answer belongs to the question. I3: the outcome is true.
/// I4: nothing runs twice that must not, nor unmarked.
/// </summary>
/// <param name="overshoot">How much later than its deadline a call may end; 250 ms if null.</param>
public sealed class LedgerChecker(TimeSpan? overshoot = null)
{
    private const double MostEarlyMilliseconds = 1;

    private readonly double _overshoot = (overshoot ?? TimeSpan.FromMilliseconds(250)).TotalMilliseconds;

    /// <summary>Finds what is wrong with a history; nothing if all is well.</summary>
    public IReadOnlyList<Violation> Check(IReadOnlyCollection<CallRecord> calls, IReadOnlyCollection<Execution> executions)
    {
        ILookup<string, Execution> byCall = executions.ToLookup(static execution => execution.CallId);
        var known = calls.Select(static call => call.CallId).ToHashSet();
        return
        [
            .. calls.SelectMany(call => Check(call, [.. byCall[call.CallId]])),
            .. byCall.Where(group => !known.Contains(group.Key)).Select(static group => new Violation("I2", group.Key, "executed, but nobody called")),
        ];
    }

    private IEnumerable<Violation> Check(CallRecord call, Execution[] executions)
    {
        if (call.Completions.Count != 1)
        {
            yield return new Violation("I1", call.CallId, $"ended {call.Completions.Count} times");
        }

        foreach (CallCompletion completion in call.Completions)
        {
            foreach (Violation violation in Timeliness(call, completion).Concat(Truth(call, completion, executions.Length)))
            {
                yield return violation;
            }
        }

        foreach (Execution execution in executions.Where(execution => execution.Hash != call.Hash))
        {
            yield return new Violation("I2", call.CallId, $"its handler got another payload, in process {execution.ProcessId}");
        }

        if (executions.Length > 1 && call.Kind != CallKind.Idempotent)
        {
            yield return new Violation("I4", call.CallId, $"a {call.Kind} call was executed {executions.Length} times");
        }

        foreach (var attempt in executions.GroupBy(static execution => execution.Attempt).Where(static group => group.Count(static e => !e.Redelivered) > 1))
        {
            yield return new Violation("I4", call.CallId, $"attempt {attempt.Key} was executed more than once without a mark");
        }
    }

    private IEnumerable<Violation> Timeliness(CallRecord call, CallCompletion completion)
    {
        double late = completion.ElapsedMilliseconds - call.TimeoutMilliseconds;
        if (late > _overshoot)
        {
            yield return new Violation("I1", call.CallId, $"ended {late:0.0} ms after its deadline of {call.TimeoutMilliseconds:0} ms with {completion.Status}");
        }

        if (completion.Status == RpcStatusCode.DeadlineExceeded && late < -MostEarlyMilliseconds)
        {
            yield return new Violation("I1", call.CallId, $"exceeded its deadline of {call.TimeoutMilliseconds:0} ms {-late:0.0} ms before it");
        }
    }

    private static IEnumerable<Violation> Truth(CallRecord call, CallCompletion completion, int executions)
    {
        if (completion.Status is null)
        {
            yield return new Violation("I3", call.CallId, $"failed without a status: {completion.Error}");
        }

        bool hasAnswer = call.Kind != CallKind.OneWay;
        if (completion.Status == RpcStatusCode.OK && hasAnswer && completion.Answer != Payload.AnswerTo(call.CallId, call.Hash))
        {
            yield return new Violation("I2", call.CallId, "got the answer to another call");
        }

        // A one-way call is done when the broker has it; its handler runs later.
        bool saysExecuted = completion.Outcome == CallOutcome.Executed || (completion.Status == RpcStatusCode.OK && hasAnswer);
        if (saysExecuted && executions == 0)
        {
            yield return new Violation("I3", call.CallId, $"{completion.Status} says that it was executed, and it was not");
        }

        if (completion.Outcome == CallOutcome.NotExecuted && executions > 0)
        {
            yield return new Violation("I3", call.CallId, $"{completion.Status} NotExecuted, and it was executed {executions} times");
        }
    }
}
