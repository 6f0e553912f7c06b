using System.Diagnostics;
using TypedRpc.ReliabilityTests.Harness;
using TypedRpc.TestSupport;
using TypedRpc.TestSupport.Faults;
using TypedRpc.TestSupport.Ledger;
using TypedRpc.TestSupport.Ledger.Calls;

namespace TypedRpc.ReliabilityTests.Calls;

/// <summary>Calls that take longer than they may, in each place where they can be.</summary>
public sealed class DeadlineTests(ReliabilityBroker broker) : ReliabilityTest(broker)
{
    /// <summary>4,096 calls in the pool, the table, and what the thread pool and the array pool keep after a hundred thousand at once: some 13 MiB. Each call that stayed would be another 300 bytes.</summary>
    private const long MostKept = 20 * 1024 * 1024;

    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(300);

    [Fact, Fault("C1")]
    [Sign("typedrpc.server.expired"), Sign("rpc.client.call.duration DEADLINE_EXCEEDED")]
    public async Task What_waited_too_long_is_not_executed_wherever_it_waited()
    {
        using var counters = new MeterCapture();
        LedgeredClient hurried = ClientOf(ClientConnection, Short);
        await ServerConnection.DisposeAsync();
        int already = Service.Executions;

        // At the broker, while no server is there.
        await EndedAsync([hurried.EchoAsync(token: Token)], 0, RpcStatusCode.DeadlineExceeded, CallOutcome.Unknown);
        RpcConnection server = await ConnectAsync(Broker.Uri);
        await server.ServeAsync<ILedgered>(Service, static options => options.MaxConcurrentCalls = 1, Token);

        // At the server, behind a call that runs.
        Task<CallCompletion>[] held = await HoldAsync(1);
        Task<CallCompletion> behind = hurried.EchoAsync(token: Token);
        await Eventually.TrueAsync(() => server.ActiveCalls == 2);
        long arrived = Stopwatch.GetTimestamp();
        await EndedAsync([behind], 0, RpcStatusCode.DeadlineExceeded, CallOutcome.Unknown);

        // What a deadline leaves counts from the arrival: the server's copy ends later than the caller's, by the way there.
        await Eventually.TrueAsync(() => Stopwatch.GetElapsedTime(arrived) > Short);
        Service.OpenGate();
        await EndedAsync(held, 0, RpcStatusCode.OK, null);
        await EndedAsync([Client.EchoAsync(token: Token)], 0, RpcStatusCode.OK, null);
        (Service.Executions - already).ShouldBe(2);
        counters.Total("typedrpc.server.expired").ShouldBe(1);
    }

    [Fact, Fault("C2")]
    [Sign("rpc.client.call.duration DEADLINE_EXCEEDED")]
    public async Task A_handler_is_told_when_the_deadline_of_its_call_has_passed()
    {
        long start = Stopwatch.GetTimestamp();
        Task<CallCompletion>[] held = await HoldAsync(20, ClientOf(ClientConnection, Short));
        await EndedAsync(held, start, RpcStatusCode.DeadlineExceeded, CallOutcome.Unknown);
        long ended = Stopwatch.GetTimestamp();
        await Eventually.TrueAsync(() => Service.Cancelled.Count == held.Length);
        Measure("last call ended to last handler told", Stopwatch.GetElapsedTime(ended), TimeSpan.FromMilliseconds(100));
    }

    [Fact, Fault("C2")]
    [Sign("rpc.client.call.duration DEADLINE_EXCEEDED")]
    public async Task Deadlines_are_kept_and_never_early()
    {
        const int Calls = 5000;
        var random = new Random(1);
        int[] timeouts = [.. Enumerable.Range(0, Calls).Select(_ => random.Next(500, 3000))];
        Task<CallCompletion>[] held = [.. timeouts.Select(timeout => ClientOf(ClientConnection, TimeSpan.FromMilliseconds(timeout)).HoldAsync(Token))];
        CallCompletion[] ends = await Task.WhenAll(held);
        ends.ShouldAllBe(static end => end.Status == RpcStatusCode.DeadlineExceeded);
        double[] late = [.. ends.Zip(timeouts, static (end, timeout) => end.ElapsedMilliseconds - timeout).Order()];
        late[0].ShouldBeGreaterThanOrEqualTo(0);
        Note($"{Calls} deadlines, none early");
        Measure("overshoot, median", TimeSpan.FromMilliseconds(late[Calls / 2]), TimeSpan.FromMilliseconds(50));
        // The goal is 50 ms, met with 9 to 14 ms in five runs alone on two cores; the bound leaves room for a machine that has other things to do.
        Measure("overshoot, p99.9", TimeSpan.FromMilliseconds(late[Calls * 999 / 1000]), TimeSpan.FromMilliseconds(200));
        Measure("overshoot, longest", TimeSpan.FromMilliseconds(late[^1]), TimeSpan.FromMilliseconds(250));
    }

    [Fact, Fault("C3")]
    [Sign("typedrpc.client.late_replies")]
    public async Task Answers_that_come_too_late_are_dropped_and_counted()
    {
        using var counters = new MeterCapture();
        LedgeredClient hurried = ClientOf(ClientConnection, Short);
        MethodRule replies = Proxy.HoldMethod(AmqpMethod.BasicDeliver, FaultDirection.ToClient);
        Task<CallCompletion>[] calls = [.. Enumerable.Range(0, 20).Select(_ => hurried.EchoAsync(token: Token))];
        await EndedAsync(calls, 0, RpcStatusCode.DeadlineExceeded, CallOutcome.Unknown);
        replies.Release();
        await Eventually.TrueAsync(() => counters.Total("typedrpc.client.late_replies") == calls.Length);
        await EndedAsync([Client.EchoAsync(token: Token)], 0, RpcStatusCode.OK, null);
    }

    [Fact, Fault("C11")]
    [Sign("typedrpc.connection.lost", 1002)]
    public async Task A_handler_whose_cancellation_is_lost_stops_at_the_deadline()
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        int already = Service.Executions;
        long start = Stopwatch.GetTimestamp();
        Task<CallCompletion> call = ClientOf(ClientConnection, TimeSpan.FromSeconds(2)).HoldAsync(cancel.Token);
        await Eventually.TrueAsync(() => Service.Executions == already + 1);
        Proxy.Stall(FaultDirection.ToBroker);
        await cancel.CancelAsync();
        (await call).Status.ShouldBe(RpcStatusCode.Cancelled);
        Proxy.Reset();
        Service.Cancelled.ShouldBeEmpty();
        await Eventually.TrueAsync(() => Service.Cancelled.Count == 1);
        Measure("deadline to handler told", Stopwatch.GetElapsedTime(start) - TimeSpan.FromSeconds(2), TimeSpan.FromMilliseconds(250));
        await FirstSuccessAsync(Stopwatch.GetTimestamp());
    }

    [Theory, Fault("C26")]
    [Sign("rpc.client.call.duration DEADLINE_EXCEEDED")]
    [InlineData(1000, 250)]
    [InlineData(100_000, 2500)]
    public async Task Many_deadlines_at_once_are_all_kept_and_leave_nothing_but_what_pools_may_keep(int calls, int bound)
    {
        RpcConnection wide = await ConnectAsync(Broker.Uri, options => options.MaxPendingCalls = calls);
        await EndedAsync([ClientOf(wide).EchoAsync(token: Token)], 0, RpcStatusCode.OK, null);
        await ServerConnection.DisposeAsync();
        long before = LiveHeap.Measure();
        TimeSpan longest = await TimeOutAsync(wide, calls);
        Measure($"overshoot of the last of {calls} calls", longest, TimeSpan.FromMilliseconds(bound));
        await Eventually.TrueAsync(() => wide.PendingCalls == 0);

        long grown = await LiveHeap.GrowthAsync(before, MostKept);
        Note($"heap {grown / 1024} KiB larger afterwards");
        grown.ShouldBeLessThan(MostKept);
    }

    // Without the log, which would be what takes longest.
    private static async Task<TimeSpan> TimeOutAsync(RpcConnection connection, int calls)
    {
        var timeout = TimeSpan.FromSeconds(3);
        ILedgered client = connection.CreateClient<ILedgered>().With(timeout: timeout);
        byte[] payload = new byte[16];
        Task<string>[] pending = new Task<string>[calls];
        long last = 0;
        for (int call = 0; call < calls; call++)
        {
            last = Stopwatch.GetTimestamp();
            pending[call] = client.EchoAsync("nobody", payload, Token).AsTask();
        }

        connection.PendingCalls.ShouldBe(calls);
        await Task.WhenAll(pending).ContinueWith(static all => _ = all.Exception, Token, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        TimeSpan late = Stopwatch.GetElapsedTime(last) - timeout;
        pending.ShouldAllBe(static call => ((RpcException)call.Exception!.InnerException!).StatusCode == RpcStatusCode.DeadlineExceeded);
        return late;
    }
}
