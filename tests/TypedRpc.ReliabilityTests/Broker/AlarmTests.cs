using System.Diagnostics;
using TypedRpc.ReliabilityTests.Harness;
using TypedRpc.TestSupport;
using TypedRpc.TestSupport.Ledger;
using TypedRpc.TestSupport.Ledger.Calls;

namespace TypedRpc.ReliabilityTests.Broker;

/// <summary>A broker that is short of memory or disk takes nothing more from those who publish.</summary>
public sealed class AlarmTests(ReliabilityBroker broker) : ReliabilityTest(broker)
{
    /// <summary>So many answers of this size are more than the sockets and our own buffers take.</summary>
    private const int Answers = 60;
    private const int AnswerSize = 512 * 1024;
    private static readonly TimeSpan Prompt = TimeSpan.FromSeconds(1);

    [Theory, Fault("B21"), Fault("B22")]
    [Sign("typedrpc.connection.blocked", 1005, 1006)]
    [InlineData("memory")]
    [InlineData("disk")]
    public async Task Calls_wait_no_longer_than_their_deadlines_and_go_on_when_the_alarm_ends(string resource)
    {
        using var counters = new MeterCapture();
        Task<CallCompletion>[] held = await HoldAsync(20);
        await AlarmAsync(resource, raised: true);
        try
        {
            LedgeredClient hurried = ClientOf(ClientConnection, TimeSpan.FromMilliseconds(500));
            await BlockedAsync(hurried);
            CallCompletion[] waiting = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => hurried.EchoAsync(token: Token)));
            waiting.ShouldAllBe(static end => end.Status == RpcStatusCode.DeadlineExceeded && end.Outcome == CallOutcome.NotExecuted);
            counters.Total("typedrpc.connection.blocked").ShouldBeGreaterThan(0);

            // Answers are published as well: the first one makes the broker block the server, the others wait at its door.
            Service.OpenGate();
            await Eventually.TrueAsync(() => ServerConnection.ActiveCalls == 0);
        }
        finally
        {
            await AlarmAsync(resource, raised: false);
        }

        long cleared = Stopwatch.GetTimestamp();
        Measure($"{resource} alarm over to first success", await FirstSuccessAsync(cleared), Prompt);
        Measure($"{resource} alarm over to last answer that was held up", await EndedAsync(held, cleared, RpcStatusCode.OK, null), Prompt);
        counters.Total("typedrpc.connection.blocked").ShouldBe(0);
        counters.Total("typedrpc.connection.lost").ShouldBe(0);
    }

    [Fact, Fault("B23")]
    [Sign("typedrpc.connection.blocked", 1005), Sign("typedrpc.server.lost_replies")]
    public async Task An_answer_that_the_broker_does_not_take_is_dropped_at_its_deadline_and_its_request_settled()
    {
        using var counters = new MeterCapture();
        RpcConnection serving = await ConnectAsync(Broker.Uri);
        await StuckAsync(serving, TimeSpan.FromSeconds(4), async calls =>
        {
            await Eventually.TrueAsync(() => calls.All(static call => call.IsCompleted));
            long passed = Stopwatch.GetTimestamp();
            await Eventually.TrueAsync(() => serving.ActiveCalls == 0);
            Measure("deadline to last request settled", Stopwatch.GetElapsedTime(passed), TimeSpan.FromSeconds(2));
            await Eventually.TrueAsync(async () => (await Broker.Control.CensusAsync()).Unacknowledged == 0);
            counters.Total("typedrpc.server.lost_replies").ShouldBeGreaterThan(0);
            Note($"{counters.Total("typedrpc.server.lost_replies")} of {Answers} answers dropped and counted");
        });
        counters.Total("typedrpc.connection.lost").ShouldBe(0);
    }

    [Fact, Fault("B24"), Fault("B23")]
    [Sign("typedrpc.connection.blocked", 1005)]
    public async Task Server_and_client_stop_while_the_broker_takes_nothing()
    {
        RpcConnection serving = await ConnectAsync(Broker.Uri);
        await StuckAsync(serving, TimeSpan.FromSeconds(30), async calls =>
        {
            // 1 s for the drain, 2 s for the last answers, 2 s for the connections to close.
            long stop = Stopwatch.GetTimestamp();
            await serving.DisposeAsync();
            Measure("server with answers that cannot leave stopped", Stopwatch.GetElapsedTime(stop), TimeSpan.FromSeconds(6));
            await BlockedAsync(Client);
            Task<CallCompletion> waiting = Client.EchoAsync(token: Token);
            stop = Stopwatch.GetTimestamp();
            await ClientConnection.DisposeAsync();
            Measure("client with calls that cannot leave stopped", Stopwatch.GetElapsedTime(stop), TimeSpan.FromSeconds(4));
            calls.ShouldAllBe(static call => call.IsCompleted);
            ((await waiting).Status, (await waiting).Outcome).ShouldBe((RpcStatusCode.Cancelled, CallOutcome.NotExecuted));
        });
    }

    /// <summary>Runs with answers that the broker does not take, and clears up.</summary>
    private async Task StuckAsync(RpcConnection serving, TimeSpan timeout, Func<Task[], Task> run)
    {
        var answers = new LargeAnswers();
        await serving.ServeAsync<ILargeAnswers>(answers, cancellationToken: Token);
        ILargeAnswers client = ClientConnection.CreateClient<ILargeAnswers>().With(timeout: timeout);
        Task[] calls = [.. Enumerable.Range(0, Answers).Select(_ => client.AnswerAsync(AnswerSize, Token))];
        await Eventually.TrueAsync(() => serving.ActiveCalls == Answers);
        await AlarmAsync("memory", raised: true);
        try
        {
            answers.Open();
            await run(calls);
        }
        finally
        {
            await AlarmAsync("memory", raised: false);
        }

        await Task.WhenAll(calls).ContinueWith(static ended => _ = ended.Exception, TaskScheduler.Default);
        await serving.DisposeAsync();
        await ClientConnection.DisposeAsync();
        await Broker.Control.DeleteQueueAsync("large.LargeAnswers");
        await Broker.Control.DeleteExchangeAsync("large");
        await Broker.Control.DeleteExchangeAsync("large.replies");
    }

    /// <summary>It is a publish that makes the broker block a connection, once the connection has heard of the alarm.</summary>
    private Task BlockedAsync(LedgeredClient client) => Eventually.TrueAsync(() =>
    {
        _ = client.EchoAsync(token: Token);
        return ClientConnection.State == RpcConnectionState.Blocked;
    });

    private Task AlarmAsync(string resource, bool raised) =>
        resource == "memory" ? Broker.Control.SetMemoryAlarmAsync(raised) : Broker.Control.SetDiskAlarmAsync(raised);
}
