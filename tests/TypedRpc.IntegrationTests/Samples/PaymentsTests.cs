using System.Security.Cryptography;
using Payments;

namespace TypedRpc.IntegrationTests.Samples;

/// <summary>The Payments sample: server and client in two processes.</summary>
public sealed class PaymentsTests(PrivateBrokerFixture fixture) : IClassFixture<PrivateBrokerFixture>
{
    [Fact]
    public async Task The_sample_shows_what_it_promises_in_one_trace_over_two_processes()
    {
        await using var server = SampleProcess.Start("Payments.Server", fixture.Broker.Uri, "--trace");
        await using var client = SampleProcess.Start("Payments.Client", fixture.Broker.Uri, "--trace");
        await client.PrintsAsync("timed out: DeadlineExceeded, Unknown");
        await client.PrintsAsync("balance: 100");
        await client.PrintsAsync("charged: 30");
        await client.PrintsAsync("declared fault: 20 missing");
        await client.PrintsAsync("one-way: confirmed by the broker");
        await client.PrintsAsync("cancelled: the server was told");
        await server.PrintsAsync("audit: client charged a card");
        await server.PrintsAsync("was given up");

        // By its trace: requests of another test, whose server was killed, may be delivered to this one again.
        var trace = $"trace={client.Value("trace", "span Client", "GetBalance")}";
        await server.PrintsAsync(trace);
        server.Value("parent", "span Server", "GetBalance", trace).ShouldBe(client.Value("span", "span Client", "GetBalance"));
    }

    [Fact]
    public async Task A_thousand_calls_at_once_to_two_server_processes_get_their_own_answers()
    {
        await using var one = SampleProcess.Start("Payments.Server", fixture.Broker.Uri, "--trace");
        await using var two = SampleProcess.Start("Payments.Server", fixture.Broker.Uri, "--trace");
        await one.PrintsAsync("Serving PaymentService");
        await two.PrintsAsync("Serving PaymentService");
        await using var connection = await RabbitRpcConnection.ConnectAsync(fixture.Broker.Uri.ToString(), cancellationToken: TestContext.Current.CancellationToken);
        var payments = connection.CreateClient<IPaymentService>();
        await Task.WhenAll(Enumerable.Range(0, 1000).Select(async _ =>
        {
            var account = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
            (await payments.GetBalanceAsync(account)).Account.ShouldBe(account);
        }));
        await one.PrintsAsync("span Server");
        await two.PrintsAsync("span Server");
    }

    [Fact]
    public async Task After_the_broker_was_killed_and_restarted_the_next_call_succeeds()
    {
        await using var server = SampleProcess.Start("Payments.Server", fixture.Broker.Uri);
        await using var client = SampleProcess.Start("Payments.Client", fixture.Broker.Uri, "--ask");
        await client.PrintsAsync("ready");
        client.Write("before");
        await client.PrintsAsync("before has 100");
        await fixture.Broker.KillAsync();
        await fixture.Broker.ResumeAsync();
        client.Write("after");
        await client.PrintsAsync("after has 100");
    }
}
