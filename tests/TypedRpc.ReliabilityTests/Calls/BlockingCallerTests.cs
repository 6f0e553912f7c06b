using System.Runtime.CompilerServices;
using TypedRpc.ReliabilityTests.Harness;
using TypedRpc.TestSupport;
using TypedRpc.TestSupport.Ledger;
using TypedRpc.TestSupport.Ledger.Calls;

namespace TypedRpc.ReliabilityTests.Calls;

/// <summary>Callers that block the thread which tells them of their answer.</summary>
public sealed class BlockingCallerTests(ReliabilityBroker broker) : ReliabilityTest(broker)
{
    private const int Blockers = 4;

    [Fact, Fault("C25")]
    [NoSign("nothing fails")]
    public async Task A_caller_that_blocks_holds_up_no_other_call()
    {
        using var gate = new ManualResetEventSlim();
        using var blocked = new CountdownEvent(Blockers);
        using var passed = new CountdownEvent(Blockers);
        ILedgered client = ClientConnection.CreateClient<ILedgered>();
        for (int blocker = 0; blocker < Blockers; blocker++)
        {
            Block(client, () =>
            {
                blocked.Signal();
                gate.Wait(TestTimeouts.Command);
                passed.Signal();
            });
        }

        await Eventually.TrueAsync(() => blocked.IsSet);
        CallCompletion[] ends = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Client.EchoAsync(token: Token)));
        ends.ShouldAllBe(static end => end.Status == RpcStatusCode.OK);
        passed.CurrentCount.ShouldBe(Blockers);
        gate.Set();
        await Eventually.TrueAsync(() => passed.IsSet);
    }

    // Not through the client of the ledger, whose own task stands between the call and whoever waits.
    private void Block(ILedgered client, Action block)
    {
        string id = Guid.NewGuid().ToString("N");
        byte[] payload = Payload.Random(8);
        Log.Begin(new CallRecord(id, CallKind.Plain, TestTimeouts.Command.TotalMilliseconds, Payload.HashOf(payload)));
        ValueTaskAwaiter<string> awaiter = AwaiterOf(client.SlowAsync(id, payload, 50, Token));
        awaiter.UnsafeOnCompleted(() =>
        {
            Log.Complete(new CallCompletion(id, 0, RpcStatusCode.OK, null, awaiter.GetResult()));
            block();
        });
    }

    private static ValueTaskAwaiter<string> AwaiterOf(ValueTask<string> call) => call.GetAwaiter();
}
