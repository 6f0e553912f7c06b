using System.Diagnostics;
using TypedRpc.ReliabilityTests.Harness;
using TypedRpc.TestSupport.Ledger;

namespace TypedRpc.ReliabilityTests.Strangers;

/// <summary>
/// A stranger does what it wants while others call: their calls must end as if it were not there. What the stranger calls by hand is in the ledger, too, so an answer to it
/// has to be as true as one to them, and what is in no log must not have been executed.
/// </summary>
public abstract class StrangerTest(ReliabilityBroker broker) : ReliabilityTest(broker)
{
    private protected const string Exchange = "ledgered";
    private protected const string Replies = "ledgered.replies";
    private protected const string Key = "Ledgered.Echo";
    private protected const string NextVersion = "application/vnd.typedrpc.v2+msgpack";

    private const int Callers = 8;

    /// <summary>Lets others call until the stranger has done what it does, and once more.</summary>
    private protected async Task AmidCallsAsync(Func<Stranger, Task> attack)
    {
        using var end = new CancellationTokenSource();
        await using Stranger stranger = await Stranger.OpenAsync(Broker.Uri, Exchange);
        Task<int>[] callers = [.. Enumerable.Range(0, Callers).Select(_ => CallAsync(end.Token))];
        try
        {
            await attack(stranger);
        }
        finally
        {
            await end.CancelAsync();
            await ((Task)Task.WhenAll(callers)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        Note($"{(await Task.WhenAll(callers)).Sum()} calls of others meanwhile, each answered");
    }

    /// <summary>A call that will be answered; see <see cref="AnsweredAsync"/>.</summary>
    private protected HandMadeCall MakeCall(CallKind kind = CallKind.Plain)
    {
        var call = new HandMadeCall();
        Log.Begin(new CallRecord(call.CallId, kind, TestSupport.TestTimeouts.Step.TotalMilliseconds, call.Hash));
        return call;
    }

    /// <summary>A call that nobody may execute, and nobody answers.</summary>
    private protected HandMadeCall MakeVainCall()
    {
        HandMadeCall call = MakeCall();
        Log.Complete(new CallCompletion(call.CallId, 0, RpcStatusCode.Internal, CallOutcome.NotExecuted));
        return call;
    }

    /// <summary>A call that may be executed once, and whose answer does not come here.</summary>
    private protected HandMadeCall MakeUnansweredCall()
    {
        HandMadeCall call = MakeCall(CallKind.OneWay);
        Log.Complete(new CallCompletion(call.CallId, 0, RpcStatusCode.OK, null));
        return call;
    }

    /// <summary>Waits for the answer of a call, and logs it.</summary>
    private protected async Task<StrangerReply> AnsweredAsync(Stranger stranger, HandMadeCall call)
    {
        long start = Stopwatch.GetTimestamp();
        StrangerReply reply = await stranger.ReplyAsync(call.Number);
        bool answered = reply.Status == RpcStatusCode.OK;
        Log.Complete(new CallCompletion(
            call.CallId,
            Stopwatch.GetElapsedTime(start).TotalMilliseconds,
            reply.Status,
            reply.Outcome,
            answered ? reply.Text : null,
            answered ? null : $"{reply.Text} {reply.ErrorId}"));
        return reply;
    }

    /// <summary>Asserts that a call was refused so before it was executed, and gives the reason.</summary>
    private protected async Task<string> RefusedAsync(Stranger stranger, HandMadeCall call, RpcStatusCode status = RpcStatusCode.Internal)
    {
        StrangerReply reply = await AnsweredAsync(stranger, call);
        (reply.Status, reply.Outcome).ShouldBe((status, CallOutcome.NotExecuted), reply.Text);
        return reply.Text!;
    }

    /// <summary>A call by hand that is as it should be: what was published before it on the same channel has been looked at.</summary>
    private protected async Task GoesOnAsync(Stranger stranger)
    {
        HandMadeCall call = MakeCall();
        await stranger.PublishAsync(Key, call.Frame(), stranger.WithInbox);
        (await AnsweredAsync(stranger, call)).Status.ShouldBe(RpcStatusCode.OK);
    }

    private async Task<int> CallAsync(CancellationToken end)
    {
        int calls = 0;
        bool last;
        do
        {
            last = end.IsCancellationRequested;
            CallCompletion done = await ((calls++ % 3) switch
            {
                0 => Client.EchoAsync(token: Token),
                1 => Client.EchoIdempotentAsync(token: Token),
                _ => Client.NoteAsync(token: Token),
            });
            done.Status.ShouldBe(RpcStatusCode.OK, done.Error);
        }
        while (!last);
        return calls;
    }
}
