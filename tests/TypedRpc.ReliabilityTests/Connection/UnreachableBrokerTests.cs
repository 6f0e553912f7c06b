using System.Diagnostics;
using TypedRpc.ReliabilityTests.Harness;
using TypedRpc.TestSupport;
using TypedRpc.TestSupport.Ledger;
using TypedRpc.TestSupport.Ledger.Calls;
using TypedRpc.Transport;

namespace TypedRpc.ReliabilityTests.Connection;

/// <summary>A broker that cannot be connected to, in every way.</summary>
public sealed class UnreachableBrokerTests(ReliabilityBroker broker) : ReliabilityTest(broker)
{
    private const int AttemptFailed = 1003;
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(5);

    [Fact, Fault("A4")]
    [Sign("typedrpc.connection.failed_attempts", 1003)]
    public async Task A_broker_that_is_down_at_the_start_is_found_later()
    {
        Proxy.RefuseConnections();
        await Should.ThrowAsync<TransportException>(() => ConnectAsync(Proxy.Uri, static options => options.FailFast = true));

        RpcConnection connection = await ConnectAsync(Proxy.Uri);
        (connection.State, connection.StateReason).ShouldSatisfyAllConditions(
            static state => state.State.ShouldBe(RpcConnectionState.Disconnected),
            static state => state.StateReason.ShouldNotBeNullOrEmpty());
        Task<CallCompletion> early = ClientOf(connection, TimeSpan.FromMilliseconds(300)).EchoAsync(token: Token);
        await EndedAsync([early], Stopwatch.GetTimestamp(), RpcStatusCode.DeadlineExceeded, CallOutcome.NotExecuted);

        Proxy.AcceptConnections();
        Measure("accepting to first success", await FirstSuccessAsync(Stopwatch.GetTimestamp(), PatientClientOf(connection)), Recovery);
    }

    [Fact, Fault("A15")]
    [Sign(null, 3004)]
    public async Task A_node_that_is_dead_or_unknown_is_passed_over()
    {
        long start = Stopwatch.GetTimestamp();
        RpcConnection connection = await ConnectAsync(
            Proxy.Uri,
            static options => options.FailFast = true,
            options =>
            {
                options.Endpoints.Add($"127.0.0.1:{FreePort.Next()}");
                options.Endpoints.Add("no-such-host.invalid");
                options.Endpoints.Add($"{Proxy.Uri.Host}:{Proxy.Uri.Port}");
            });
        Measure("start to first success past two dead nodes", await FirstSuccessAsync(start, PatientClientOf(connection)), Recovery);
    }

    [Fact, Fault("A18")]
    [Sign("typedrpc.connection.failed_attempts", 1003)]
    public async Task A_port_that_accepts_and_never_speaks_is_given_up_and_tried_again()
    {
        const int attempts = 15;
        Proxy.SwallowConnections();
        long start = Stopwatch.GetTimestamp();
        await Should.ThrowAsync<TransportException>(() => ConnectAsync(
            Proxy.Uri, static options => options.FailFast = true, static options => options.ConnectTimeout = TimeSpan.FromSeconds(1)));
        Measure("an attempt with a connect time-out of 1 s", Stopwatch.GetElapsedTime(start), TimeSpan.FromSeconds(1.5));

        RpcConnection connection = await ConnectAsync(Proxy.Uri, null, static options => options.ConnectTimeout = TimeSpan.FromMilliseconds(100));
        await Eventually.TrueAsync(() => Logs.Entries.Count(static entry => entry.EventId == AttemptFailed) > attempts, TestTimeouts.Command);

        // That none of the attempts has left a socket, a thread or a timer is checked after the test.
        Proxy.AcceptConnections();
        Note($"{attempts} further attempts");
        Measure("accepting to first success", await FirstSuccessAsync(Stopwatch.GetTimestamp(), PatientClientOf(connection)), Recovery);
    }

    [Fact, Fault("A19")]
    [NoSign("it is what the caller asked for")]
    public async Task Connecting_can_be_given_up_at_any_moment()
    {
        const int moments = 250;
        var slowest = TimeSpan.Zero;
        for (int moment = 0; moment < moments; moment++)
        {
            using var source = new CancellationTokenSource();
            Task<RabbitRpcConnection> connecting = RabbitRpcConnection.ConnectAsync(Proxy.Uri.ToString(), null, null, Logs, source.Token);
            long start = Stopwatch.GetTimestamp();
            SpinWait.SpinUntil(() => Stopwatch.GetElapsedTime(start) >= TimeSpan.FromMicroseconds(20 * moment));
            long cancelled = Stopwatch.GetTimestamp();
            await source.CancelAsync();
            try
            {
                await (await connecting).DisposeAsync();
            }
            catch (OperationCanceledException)
            {
                // What was asked for.
            }

            TimeSpan took = Stopwatch.GetElapsedTime(cancelled);
            slowest = took > slowest ? took : slowest;
        }

        Note($"{moments} moments of the first 5 ms");
        Measure("cancellation to return, slowest", slowest, TimeSpan.FromSeconds(1));
    }

    [Fact, Fault("A20")]
    [Sign("typedrpc.connection.failed_attempts", 1003)]
    public async Task A_limit_on_connections_is_told_and_survived()
    {
        const string user = "limited";
        const string password = "limited-password";
        await Broker.Control.AddUserAsync(user, password);
        await Broker.Control.SetPermissionsAsync(user, ".*", ".*", ".*");
        await Broker.Control.EvaluateAsync($$"""ok = rabbit_auth_backend_internal:set_user_limits(<<"{{user}}">>, <<"{\"max-connections\":0}">>, <<"tests">>).""");
        Uri uri = Proxy.UriFor(user, password);
        TransportException refusal = await Should.ThrowAsync<TransportException>(() => ConnectAsync(uri, static options => options.FailFast = true));
        refusal.Error.ShouldBe(TransportError.Unavailable);
        refusal.Message.ShouldContain("limit");

        RpcConnection connection = await ConnectAsync(uri);
        Task<CallCompletion> early = ClientOf(connection, TimeSpan.FromMilliseconds(300)).EchoAsync(token: Token);
        await EndedAsync([early], Stopwatch.GetTimestamp(), RpcStatusCode.DeadlineExceeded, CallOutcome.NotExecuted);
        await Broker.Control.EvaluateAsync($"""ok = rabbit_auth_backend_internal:clear_user_limits(<<"{user}">>, <<"max-connections">>, <<"tests">>).""");
        Measure("limit lifted to first success", await FirstSuccessAsync(Stopwatch.GetTimestamp(), PatientClientOf(connection)), Recovery);
        await connection.DisposeAsync();
        await Broker.Control.EvaluateAsync($"""ok = rabbit_auth_backend_internal:delete_user(<<"{user}">>, <<"tests">>).""");
    }

    private LedgeredClient PatientClientOf(RpcConnection connection) => ClientOf(connection, TimeSpan.FromSeconds(10), waitForReady: true);
}
