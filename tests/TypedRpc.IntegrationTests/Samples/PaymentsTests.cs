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
    public async Task A_payment_reaches_the_email_and_the_bookkeeping_service()
    {
        await using var email = SampleProcess.Start("Payments.Email", fixture.Broker.Uri);
        await using var bookkeeping = SampleProcess.Start("Payments.Bookkeeping", fixture.Broker.Uri);
        await email.PrintsAsync("Subscribed to");
        await bookkeeping.PrintsAsync("Subscribed to");
        await using var server = SampleProcess.Start("Payments.Server", fixture.Broker.Uri);
        await using var client = SampleProcess.Start("Payments.Client", fixture.Broker.Uri);
        await client.PrintsAsync("charged: 30");
        await email.PrintsAsync("e-mail to account-");
        await bookkeeping.PrintsAsync("booked 30 of account-");
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
