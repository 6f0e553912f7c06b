using TypedRpc.ReliabilityTests.Harness;
using TypedRpc.ReliabilityTests.Strangers.Later;
using TypedRpc.TestSupport.Ledger;
using TypedRpc.TestSupport.Ledger.Calls;

namespace TypedRpc.ReliabilityTests.Strangers;

/// <summary>Two services with one name take each other's calls.</summary>
public sealed class SharedQueueTests(ReliabilityBroker broker) : StrangerTest(broker)
{
    private const int Calls = 200;
    private const int PayloadSize = 16;

    [Fact, Fault("D14")]
    [Sign("rpc.server.call.duration UNIMPLEMENTED")]
    public async Task A_method_that_the_taker_does_not_have_is_Unimplemented_and_one_that_both_have_is_answered_by_either()
    {
        await using (RpcConnection serving = await ConnectAsync(Broker.Uri))
        {
            await serving.ServeAsync<Later.ILedgered>(new LaterService(Service), cancellationToken: Token);
            Later.ILedgered client = ClientConnection.CreateClient<Later.ILedgered>();
            CallCompletion[] extra = await Task.WhenAll(Enumerable.Range(0, Calls).Select(_ => CallAsync(client.ExtraAsync)));
            CallCompletion[] echo = await Task.WhenAll(Enumerable.Range(0, Calls).Select(_ => CallAsync(client.EchoAsync)));
            echo.ShouldAllBe(static end => end.Status == RpcStatusCode.OK);
            extra.Select(static end => (end.Status, end.Outcome)).Distinct().ShouldBe([(RpcStatusCode.OK, null), (RpcStatusCode.Unimplemented, CallOutcome.NotExecuted)], ignoreOrder: true);
            Note($"of {Calls} calls {extra.Count(static end => end.Outcome is not null)} came to the wrong service");
        }

        await using Stranger stranger = await Stranger.OpenAsync(Broker.Uri, Exchange);
        await stranger.UnbindAsync(RequestQueue, Exchange, "Ledgered.Extra");
    }

    private Task<CallCompletion> CallAsync(Func<string, byte[], CancellationToken, ValueTask<string>> call) =>
        LoggedCall.MakeAsync(Log, CallKind.Plain, TestSupport.TestTimeouts.Step, PayloadSize, (id, payload) => call(id, payload, Token));
}
