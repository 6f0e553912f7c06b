using System.Diagnostics;
using TypedRpc.ReliabilityTests.Harness;
using TypedRpc.TestSupport;
using TypedRpc.TestSupport.Brokers;
using TypedRpc.TestSupport.Faults;
using TypedRpc.TestSupport.Ledger;
using TypedRpc.TestSupport.Ledger.Calls;

namespace TypedRpc.ReliabilityTests.Broker;

/// <summary>Channels that come and go, sessions that come up in part, a virtual host that goes, servers that take over.</summary>
public sealed class SessionTests(ReliabilityBroker broker) : ReliabilityTest(broker)
{

    [Fact, Fault("B15")]
    [NoSign("nothing fails")]
    public async Task Channels_do_not_add_up()
    {
        const int Cycles = 60;
        RpcConnection serving = await ConnectAsync(Broker.Uri);
        BrokerCensus before = await Broker.Control.CensusAsync();
        for (int cycle = 0; cycle < Cycles; cycle++)
        {
            await (await serving.ServeAsync<ILedgered>(Service, cancellationToken: Token)).DisposeAsync();
        }

        await Eventually.TrueAsync(async () => (await Broker.Control.CensusAsync()).Channels == before.Channels);
        Note($"{Cycles} services served and stopped on one connection, {before.Channels} channels before and after");
    }

    [Fact, Fault("B16")]
    [Sign("typedrpc.connection.lost", 1002), Sign("typedrpc.connection.failed_attempts", 1003)]
    public async Task A_session_that_comes_up_in_part_is_thrown_away_and_tried_again()
    {
        await ServerConnection.DisposeAsync();
        await ClientConnection.DisposeAsync();
        RpcConnection serving = await ConnectAsync(Proxy.Uri, null, static options => options.OperationTimeout = TimeSpan.FromSeconds(1));
        LedgeredClient client = ClientOf(await ConnectAsync(Proxy.Uri, null, static options => options.OperationTimeout = TimeSpan.FromSeconds(1)), TimeSpan.FromSeconds(1), waitForReady: true);
        await serving.ServeAsync<ILedgered>(Service, cancellationToken: Token);
        await FirstSuccessAsync(Stopwatch.GetTimestamp(), client);
        BrokerCensus before = await Broker.Control.CensusAsync();
        using MethodRule held = Proxy.HoldMethod(AmqpMethod.BasicConsumeOk, FaultDirection.ToClient, times: 3);
        long reset = Stopwatch.GetTimestamp();
        Proxy.Reset();
        await held.FirstHit.WaitAsync(TestTimeouts.Step, Token);
        Measure("reset to first success, with consume-ok held back 3 times", await FirstSuccessAsync(reset, client), TimeSpan.FromSeconds(10));
        await Eventually.TrueAsync(async () => (await Broker.Control.CensusAsync()) is var now && (now.Consumers, now.Queues) == (before.Consumers, before.Queues));
    }

    [Fact, Fault("B17")]
    [Sign("typedrpc.connection.lost", 1002), Sign("typedrpc.connection.failed_attempts", 1004)]
    public async Task A_deleted_virtual_host_ends_calls_truthfully_and_serves_again_when_it_is_back()
    {
        await MakeHostAsync();
        Uri uri = new UriBuilder(Broker.Uri) { Path = "/rows" }.Uri;
        RpcConnection serving = await ConnectAsync(uri);
        await serving.ServeAsync<ILedgered>(Service, cancellationToken: Token);
        RpcConnection calling = await ConnectAsync(uri);
        Task<CallCompletion>[] held = await HoldAsync(10, ClientOf(calling));
        long deleted = Stopwatch.GetTimestamp();
        await Broker.Control.EvaluateAsync("ok = rabbit_vhost:delete(<<\"rows\">>, <<\"tests\">>).");
        Measure("virtual host deleted to last pending call resolved", await EndedAsync(held, deleted, RpcStatusCode.Unavailable, CallOutcome.Unknown), TimeSpan.FromSeconds(3));
        CallCompletion none = await ClientOf(calling, TimeSpan.FromMilliseconds(500)).EchoAsync(token: Token);
        (none.Status, none.Outcome).ShouldBe((RpcStatusCode.DeadlineExceeded, CallOutcome.NotExecuted), none.Error);
        await MakeHostAsync();
        Measure("virtual host back to first success", await FirstSuccessAsync(Stopwatch.GetTimestamp(), ClientOf(calling, TimeSpan.FromSeconds(1), waitForReady: true)), TimeSpan.FromSeconds(8));
        await calling.DisposeAsync();
        await serving.DisposeAsync();
        await Broker.Control.EvaluateAsync("ok = rabbit_vhost:delete(<<\"rows\">>, <<\"tests\">>).");
    }

    [Fact, Fault("B19")]
    [Sign("typedrpc.connection.lost", 1002)]
    public async Task A_second_server_takes_over_when_the_only_active_one_dies()
    {
        await ServerConnection.DisposeAsync();
        await Broker.Control.DeleteQueueAsync(RequestQueue);
        await using FaultProxy way = await FaultProxy.StartAsync(Broker.Uri);
        RpcConnection active = await ConnectAsync(way.Uri);
        await active.ServeAsync<ILedgered>(Service, static options => options.SingleActiveConsumer = true, Token);
        RpcConnection standby = await ConnectAsync(Broker.Uri);
        await standby.ServeAsync<ILedgered>(Service, static options => options.SingleActiveConsumer = true, Token);
        await FirstSuccessAsync(Stopwatch.GetTimestamp());
        way.RefuseConnections();
        long died = Stopwatch.GetTimestamp();
        way.Reset();
        Measure("active server dies to first success", await FirstSuccessAsync(died), TimeSpan.FromSeconds(2));
        await active.DisposeAsync();
        await standby.DisposeAsync();
        await Broker.Control.DeleteQueueAsync(RequestQueue);
        await (await ConnectAsync(Broker.Uri)).ServeAsync<ILedgered>(Service, cancellationToken: Token);
    }

    [Fact, Fault("A25")]
    [Sign("rpc.client.call.duration DEADLINE_EXCEEDED", 3007)]
    public async Task Requests_that_arrive_nowhere_leave_on_a_new_channel()
    {
        RpcConnection connection = await ConnectAsync(Proxy.Uri, configureRabbitMq: static rabbit => rabbit.OperationTimeout = TimeSpan.FromSeconds(1));
        LedgeredClient client = ClientOf(connection, TimeSpan.FromMilliseconds(500));
        (await client.EchoAsync(token: Token)).Status.ShouldBe(RpcStatusCode.OK);
        int channels = (await Broker.Control.CensusAsync()).Channels;
        int accepted = Proxy.Accepted;

        // Requests leave on the first channel of a session; whatever else is published has its own.
        using MethodRule lost = Proxy.Drop(AmqpMethod.BasicPublish, FaultDirection.ToBroker, channel: 1);
        long since = Stopwatch.GetTimestamp();
        Measure("requests lost to first success", await FirstSuccessAsync(since, client), TimeSpan.FromSeconds(4));
        lost.Hits.ShouldBeGreaterThan(0);
        Proxy.Accepted.ShouldBe(accepted, "the connections need not be replaced for that");

        await Eventually.TrueAsync(async () => (await Broker.Control.CensusAsync()).Channels == channels);
        (await client.EchoAsync(token: Token)).Status.ShouldBe(RpcStatusCode.OK);
    }

    private Task MakeHostAsync() => Broker.Control.EvaluateAsync($"""
        rabbit_vhost:add(<<"rows">>, <<"tests">>),
        ok = rabbit_auth_backend_internal:set_permissions(<<"{Broker.Uri.UserInfo.Split(':')[0]}">>, <<"rows">>, <<".*">>, <<".*">>, <<".*">>, <<"tests">>).
        """);
}
