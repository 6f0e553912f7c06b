using System.Diagnostics;
using TypedRpc.ReliabilityTests.Harness;
using TypedRpc.TestSupport;
using TypedRpc.TestSupport.Faults;
using TypedRpc.TestSupport.Ledger;
using TypedRpc.TestSupport.Ledger.Calls;

namespace TypedRpc.ReliabilityTests.Broker;

/// <summary>Requests that reach the broker and nobody else.</summary>
public sealed class UndeliverableTests(ReliabilityBroker broker) : ReliabilityTest(broker)
{
    private const int Calls = 50;

    [Fact, Fault("B8")]
    [Sign("typedrpc.client.unroutable")]
    public async Task An_unroutable_request_fails_within_a_round_trip()
    {
        using var counters = new MeterCapture();
        TimeSpan answered = await MedianAsync(RpcStatusCode.OK, null);
        await ServerConnection.DisposeAsync();
        await Broker.Control.DeleteQueueAsync(RequestQueue);
        TimeSpan unroutable = await MedianAsync(RpcStatusCode.Unavailable, CallOutcome.NotExecuted);
        counters.Total("typedrpc.client.unroutable").ShouldBe(Calls);
        await RedeclareAsync();

        // A round trip on this machine, as busy as it is.
        Measure($"call to unroutable, median of {Calls}; an answered call takes {answered.TotalMilliseconds:0.0} ms", unroutable, answered + TimeSpan.FromMilliseconds(5));

        async Task<TimeSpan> MedianAsync(RpcStatusCode status, CallOutcome? outcome)
        {
            var took = new List<double>();
            for (int call = 0; call < Calls; call++)
            {
                CallCompletion end = await Client.EchoAsync(token: Token);
                (end.Status, end.Outcome).ShouldBe((status, outcome), end.Error);
                took.Add(end.ElapsedMilliseconds);
            }

            return TimeSpan.FromMilliseconds(took.Order().ElementAt(Calls / 2));
        }
    }

    [Fact, Fault("B9")]
    [Sign("rpc.client.call.duration DEADLINE_EXCEEDED")]
    public async Task A_request_that_nobody_consumes_dies_with_its_call()
    {
        await ServerConnection.DisposeAsync();
        LedgeredClient hurried = ClientOf(ClientConnection, TimeSpan.FromMilliseconds(300));
        Task<CallCompletion>[] calls = [.. Enumerable.Range(0, 20).Select(_ => hurried.EchoAsync(token: Token))];
        await EndedAsync(calls, Stopwatch.GetTimestamp(), RpcStatusCode.DeadlineExceeded, CallOutcome.Unknown);
        int executions = Service.Executions;
        await Eventually.TrueAsync(async () => (await Broker.Control.CensusAsync()).Ready == 0);

        // No ghost runs later.
        await RedeclareAsync();
        await FirstSuccessAsync(Stopwatch.GetTimestamp());
        Service.Executions.ShouldBe(executions + 1);
    }

    [Fact, Fault("B10")]
    [Sign("typedrpc.client.rejected")]
    public async Task A_full_queue_that_refuses_is_told_to_a_one_way_caller_at_once_and_costs_others_their_deadline()
    {
        await ServerConnection.DisposeAsync();
        await Broker.RunCtlAsync("set_policy", "full", "^ledgered\\.Ledgered$", "{\"max-length\":3,\"overflow\":\"reject-publish\"}", "--apply-to", "queues");
        CallCompletion? refused = null;
        await Eventually.TrueAsync(async () => (refused = await Client.NoteAsync(token: Token)).Status != RpcStatusCode.OK);
        (refused!.Status, refused.Outcome).ShouldBe((RpcStatusCode.ResourceExhausted, CallOutcome.NotExecuted), refused.Error);
        Measure("one-way call to refusal", TimeSpan.FromMilliseconds(refused.ElapsedMilliseconds), TimeSpan.FromMilliseconds(100));

        // Requests are not confirmed.
        Task<CallCompletion> call = ClientOf(ClientConnection, TimeSpan.FromMilliseconds(300)).EchoAsync(token: Token);
        await EndedAsync([call], 0, RpcStatusCode.DeadlineExceeded, CallOutcome.Unknown);
        await Broker.RunCtlAsync("clear_policy", "full");
        await RedeclareAsync();
        await FirstSuccessAsync(Stopwatch.GetTimestamp());
    }

    [Fact, Fault("B11")]
    [Sign("rpc.client.call.duration DEADLINE_EXCEEDED")]
    public async Task Callers_of_purged_requests_end_at_their_deadlines()
    {
        await ServerConnection.DisposeAsync();
        LedgeredClient hurried = ClientOf(ClientConnection, TimeSpan.FromMilliseconds(700));
        Task<CallCompletion>[] calls = [.. Enumerable.Range(0, 20).Select(_ => hurried.EchoAsync(token: Token))];
        await Eventually.TrueAsync(async () => (await Broker.Control.CensusAsync()).Ready > 0);
        await Broker.Control.PurgeQueueAsync(RequestQueue);
        await RedeclareAsync();
        await EndedAsync(calls, Stopwatch.GetTimestamp(), RpcStatusCode.DeadlineExceeded, CallOutcome.Unknown);
    }

    [Fact, Fault("B12")]
    [Sign("rpc.client.call.duration DEADLINE_EXCEEDED")]
    public async Task A_confirm_that_never_comes_leaves_the_outcome_open()
    {
        using MethodRule lost = Proxy.Drop(AmqpMethod.BasicAck, FaultDirection.ToClient);
        Task<CallCompletion>[] calls = [.. Enumerable.Range(0, 50).Select(_ => ClientOf(ClientConnection, TimeSpan.FromSeconds(1)).NoteAsync(token: Token))];
        await EndedAsync(calls, Stopwatch.GetTimestamp(), RpcStatusCode.DeadlineExceeded, CallOutcome.Unknown);
        ClientConnection.PendingCalls.ShouldBe(0);
    }

    private async Task RedeclareAsync() => await (await ConnectAsync(Broker.Uri)).ServeAsync<ILedgered>(Service, cancellationToken: Token);
}
