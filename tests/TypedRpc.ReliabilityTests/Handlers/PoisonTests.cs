using System.Diagnostics;
using TypedRpc.ReliabilityTests.Harness;
using TypedRpc.TestServer;
using TypedRpc.TestSupport;

namespace TypedRpc.ReliabilityTests.Handlers;

/// <summary>Requests that do harm wherever they come get out of the way.</summary>
public sealed class PoisonTests(ReliabilityBroker broker) : ReliabilityTest(broker)
{
    /// <summary>Over <see cref="TypedRpcOptions.MaxMessageSize"/>, and so little that it is still read.</summary>
    private const int Large = 12 * 1024 * 1024;

    /// <summary>Over that and 64 MiB, where it is read past.</summary>
    private const int TooLarge = 70 * 1024 * 1024;

    private const int DeliveryLimit = 2;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact, Fault("D3")]
    [Sign("rpc.client.call.duration UNAVAILABLE")]
    public async Task A_request_that_kills_its_server_runs_once_or_ends_as_a_dead_letter()
    {
        string ledger = Path.GetTempFileName();
        await using (DeadLetters letters = await DeadLetters.StartAsync(Broker.Uri, "deadly.dead"))
        {
            await using (var server = new RestartedServer(Broker.Uri, "die", ledger, "deadly.dead"))
            {
                IDeadly client = ClientConnection.CreateClient<IDeadly>().With(timeout: Patience, waitForReady: true);
                (await client.EchoAsync(1)).ShouldBe(1);
                long start = Stopwatch.GetTimestamp();
                RpcException plain = await Should.ThrowAsync<RpcException>(client.DieAsync("plain", Token));
                (plain.StatusCode, plain.Outcome).ShouldBe((RpcStatusCode.Unavailable, CallOutcome.Unknown), plain.Message);
                Measure("not idempotent: answered by the next process", Stopwatch.GetElapsedTime(start), TimeSpan.FromSeconds(10));

                using var given = CancellationTokenSource.CreateLinkedTokenSource(Token);
                start = Stopwatch.GetTimestamp();
                Task again = client.DieAgainAsync("again", given.Token);
                (await letters.NextAsync()).ShouldBe("delivery_limit");
                Measure("idempotent: a dead letter", Stopwatch.GetElapsedTime(start), TimeSpan.FromSeconds(20));
                await given.CancelAsync();
                await Should.ThrowAsync<OperationCanceledException>(again);
                (await client.EchoAsync(2)).ShouldBe(2);
                string[] executions = await File.ReadAllLinesAsync(ledger, Token);
                executions.Count(static call => call == "plain").ShouldBe(1);
                executions.Count(static call => call == "again").ShouldBe(DeliveryLimit + 1);
                Note($"{server.Starts} processes; the idempotent request ran {DeliveryLimit + 1} times");
            }

            await ForgetAsync("deadly.Deadly", "deadly", "deadly.replies");
        }

        File.Delete(ledger);
    }

    [Theory, Fault("D7")]
    [Sign("typedrpc.server.malformed", 2003)]
    [InlineData(QueueType.Classic)]
    [InlineData(QueueType.Quorum)]
    public async Task A_message_that_is_far_too_large_ends_as_a_dead_letter_and_costs_no_connection(QueueType type)
    {
        await using DeadLetters letters = await DeadLetters.StartAsync(Broker.Uri, "fragile.dead");
        await using FragileService service = await FragileService.StartAsync(ServerConnection, Broker, options =>
        {
            options.QueueType = type;
            options.DeadLetterExchange = "fragile.dead";
        });
        IFragile client = ClientConnection.CreateClient<IFragile>();
        (await client.EchoAsync([1])).ShouldBe([1]);
        await letters.PublishAsync("fragile", "Fragile.Echo", new byte[Large]);
        (await letters.NextAsync()).ShouldBe("rejected");

        long start = Stopwatch.GetTimestamp();
        await letters.PublishAsync("fragile", "Fragile.Echo", new byte[TooLarge]);
        (await client.EchoAsync([2])).ShouldBe([2]);
        Measure($"{type}: publication of 70 MiB to the service's next answer", Stopwatch.GetElapsedTime(start), TimeSpan.FromSeconds(10));

        // Brokers since 4.0 refuse it where it is published.
        (await letters.NextAsync()).ShouldBeOneOf("rejected", DeadLetters.Refused);
        Logs.Entries.ShouldNotContain(static entry => entry.EventId == 1002, "no connection was lost");
        service.Handlers.Executions.ShouldBe(2);
    }

    [Fact, Fault("D24")]
    [Sign("rpc.server.call.duration INTERNAL", 2002)]
    public async Task A_one_way_call_that_fails_is_logged_and_ends_as_a_dead_letter()
    {
        await using DeadLetters letters = await DeadLetters.StartAsync(Broker.Uri, "fragile.dead");
        await using FragileService service = await FragileService.StartAsync(ServerConnection, Broker, static options => options.DeadLetterExchange = "fragile.dead");
        await ClientConnection.CreateClient<IFragile>().FailAsync("nobody hears this");
        (await letters.NextAsync()).ShouldBe("rejected");
        Logs.Entries.ShouldContain(static entry => entry.EventId == 2002 && entry.Exception!.Contains("nobody hears this"));
        service.Handlers.Executions.ShouldBe(1);
    }

    private async Task ForgetAsync(string queue, params string[] exchanges)
    {
        // The server's process was killed; the broker may not have seen the end of its connection yet.
        await Eventually.TrueAsync(async () => (await Broker.Control.EvaluateAsync($"{{ok, Q}} = rabbit_amqqueue:lookup(rabbit_misc:r(<<\"/\">>, queue, <<\"{queue}\">>)), length(rabbit_amqqueue:consumers(Q)).")).Trim() == "0");
        await Broker.Control.DeleteQueueAsync(queue);
        foreach (string exchange in exchanges)
        {
            await Broker.Control.DeleteExchangeAsync(exchange);
        }
    }
}
