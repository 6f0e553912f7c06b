using System.Diagnostics;
using Microsoft.Extensions.Logging;
using TypedRpc.ReliabilityTests.Harness;
using TypedRpc.TestSupport;
using TypedRpc.TestSupport.Ledger;
using TypedRpc.TestSupport.Ledger.Calls;

namespace TypedRpc.ReliabilityTests.Broker;

/// <summary>Handlers that do not end: the broker closes the channel of a consumer that settles nothing for too long (<c>consumer_timeout</c>).</summary>
public sealed class HangingHandlerTests(ReliabilityBroker broker) : ReliabilityTest(broker)
{
    private const int HandlerOverdue = 2009;

    [Fact, Fault("B14")]
    [Sign("typedrpc.server.overdue", 2009)]
    public async Task A_handler_that_takes_too_long_is_answered_for_and_its_message_settled_before_the_broker_minds()
    {
        using var counters = new MeterCapture();
        await ServeAsync(static options => options.MaxHandlerTime = TimeSpan.FromSeconds(1));
        long start = Stopwatch.GetTimestamp();
        Task<CallCompletion>[] held = await HoldAsync(20);
        TimeSpan took = await EndedAsync(held, start, RpcStatusCode.Internal, CallOutcome.Unknown);
        Measure("MaxHandlerTime of 1 s to last call answered", took, TimeSpan.FromSeconds(1.5));
        (await held[0]).Error!.ShouldContain("Ledgered/Hold did not end within");
        await Eventually.TrueAsync(async () => (await Broker.Control.CensusAsync()).Unacknowledged == 0);
        Logs.Entries.ShouldContain(static entry => entry.EventId == HandlerOverdue && entry.Level == LogLevel.Error && entry.Message.Contains("Ledgered/Hold", StringComparison.Ordinal));
        (await Client.EchoAsync(token: Token)).Status.ShouldBe(RpcStatusCode.OK);
        counters.Total("typedrpc.connection.lost").ShouldBe(0);
    }

    [Fact, Fault("B14")]
    [Sign("typedrpc.connection.lost", 1002), Sign("typedrpc.server.redelivered_refused", 2004)]
    public async Task A_channel_that_the_broker_closes_for_it_is_replaced_and_nothing_runs_twice_that_must_not()
    {
        using var counters = new MeterCapture();
        await Broker.Control.SetConsumerTimeoutAsync(TimeSpan.FromSeconds(1));
        try
        {
            await ServeAsync();
            Task<CallCompletion>[] held = await HoldAsync(10);
            Task<CallCompletion> again = Client.SlowIdempotentAsync(5000, Token);
            long start = Stopwatch.GetTimestamp();
            Measure("consumer_timeout of 1 s to last call resolved", await EndedAsync(held, start, RpcStatusCode.Unavailable, CallOutcome.Unknown), TimeSpan.FromSeconds(5));
            Logs.Entries.ShouldContain(static entry => entry.Level >= LogLevel.Warning && entry.Message.Contains("406", StringComparison.Ordinal));
            await Broker.Control.SetConsumerTimeoutAsync(TimeSpan.FromMinutes(30));
            counters.Total("typedrpc.server.redelivered_refused").ShouldBeGreaterThan(0);
            (await Client.EchoAsync(token: Token)).Status.ShouldBe(RpcStatusCode.OK);
            await again;
        }
        finally
        {
            await Broker.Control.SetConsumerTimeoutAsync(TimeSpan.FromMinutes(30));
        }
    }

    [Fact, Fault("C22")]
    [Sign("rpc.client.call.duration DEADLINE_EXCEEDED")]
    public async Task Calls_of_handlers_that_ignore_their_tokens_end_at_their_deadline_and_others_go_on()
    {
        RpcConnection serving = await ServeAsync();
        LedgeredClient hurried = ClientOf(ClientConnection, TimeSpan.FromMilliseconds(500));
        long start = Stopwatch.GetTimestamp();
        Task<CallCompletion>[] held = await HoldAsync(20, hurried);
        Measure("call with a deadline of 500 ms to last end", await EndedAsync(held, start, RpcStatusCode.DeadlineExceeded, CallOutcome.Unknown), TimeSpan.FromMilliseconds(750));
        serving.ActiveCalls.ShouldBe(held.Length);
        await EndedAsync([.. Enumerable.Range(0, 200).Select(_ => Client.EchoAsync(token: Token))], start, RpcStatusCode.OK, null);
        serving.ActiveCalls.ShouldBe(held.Length);
        Service.OpenGate();
        await Eventually.TrueAsync(() => serving.ActiveCalls == 0);
    }

    private async Task<RpcConnection> ServeAsync(Action<ServiceOptions>? configure = null)
    {
        await ServerConnection.DisposeAsync();
        RpcConnection serving = await ConnectAsync(Broker.Uri);
        await serving.ServeAsync<ILedgered>(new StubbornService(Service), configure, Token);
        return serving;
    }
}
