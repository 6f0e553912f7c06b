using RabbitMQ.Client.Exceptions;
using TypedRpc.RabbitMQ;
using TypedRpc.RabbitMQ.Transport;
using TypedRpc.TestSupport;
using TypedRpc.TestSupport.Faults;
using TypedRpc.TestSupport.Ledger.Rest;
using TypedRpc.Transport;

namespace TypedRpc.IntegrationTests.Transport;

/// <summary>A session that ends while it asks the broker for something.</summary>
public sealed class FarewellTests(BrokerFixture fixture) : ISessionObserver
{
    private const int Rounds = 20;
    private const int Services = 8;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Steps_under_way_end_before_the_connections_do_and_none_begins_meanwhile()
    {
        using var unobserved = new UnobservedExceptions();
        await using var proxy = await FaultProxy.StartAsync(fixture.Broker.Uri);
        var transport = new RabbitMqTransport(new RabbitMqOptions { Uri = proxy.Uri.ToString() }, new TypedRpcOptions().MaxMessageSize, null);
        var session = await transport.OpenAsync(this, Token);

        // Both exchanges of the service.
        using var held = proxy.HoldMethod(AmqpMethod.ExchangeDeclareOk, FaultDirection.ToClient, times: 2);
        var attach = session.AttachAsync(Address("farewell"), Token).AsTask();
        await Eventually.TrueAsync(() => held.Hits == 2);

        using var closing = proxy.HoldMethod(AmqpMethod.ConnectionClose, FaultDirection.ToBroker, times: 2);
        var end = session.DisposeAsync();
        closing.Hits.ShouldBe(0);
        held.Release();
        await Eventually.TrueAsync(() => closing.Hits == 2);
        closing.Release();
        await end;

        // The answers came, and what would have been asked next was not.
        var failure = await Should.ThrowAsync<TransportException>(() => attach);
        failure.Message.ShouldBe("The session has ended.");
        OfTheLink(unobserved).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_session_that_ends_amid_its_steps_leaves_no_exception_that_nobody_observed()
    {
        using var unobserved = new UnobservedExceptions();
        var transport = new RabbitMqTransport(new RabbitMqOptions { Uri = fixture.Broker.Uri.ToString() }, new TypedRpcOptions().MaxMessageSize, null);
        for (var round = 0; round < Rounds; round++)
        {
            var session = await transport.OpenAsync(this, Token);
            var attached = Enumerable.Range(0, Services).Select(service => session.AttachAsync(Address($"farewell-{service}"), Token).AsTask()).ToList();

            // Each round a little later, by what the broker has done meanwhile.
            await Task.WhenAll(attached.Take(round % Services));
            await session.DisposeAsync();
            await Task.WhenAll(attached).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            attached.ShouldAllBe(static attach => attach.Exception == null || attach.Exception.InnerException is TransportException);
        }

        OfTheLink(unobserved).ShouldBeEmpty();
    }

    [Fact]
    public async Task Confirms_that_are_given_up_as_the_link_breaks_fail_unnoticed()
    {
        using var unobserved = new UnobservedExceptions();
        for (var round = 0; round < Rounds; round++)
        {
            await LoseAsync();
        }

        OfTheLink(unobserved).ShouldBeEmpty();

        // Apart, so that a session is garbage afterwards, with what it holds.
        async Task LoseAsync()
        {
            await using var proxy = await FaultProxy.StartAsync(fixture.Broker.Uri);
            var transport = new RabbitMqTransport(new RabbitMqOptions { Uri = proxy.Uri.ToString() }, new TypedRpcOptions().MaxMessageSize, null);
            await using var session = await transport.OpenAsync(this, Token);
            await session.AttachAsync(Address("farewell"), Token);
            using var held = proxy.HoldMethod(AmqpMethod.BasicAck, FaultDirection.ToClient);
            using var given = new CancellationTokenSource();
            var confirms = Enumerable.Range(0, 500)
                .Select(_ => session.PublishConfirmedAsync(new OutboundMessage("farewell", "nowhere", new byte[1]), given.Token).AsTask()).ToArray();
            await Eventually.TrueAsync(() => held.Hits > 0);
            proxy.Reset();
            await session.Closed.WaitAsync(TestTimeouts.Step, Token);
            await given.CancelAsync();
            await Task.WhenAll(confirms).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            confirms.ShouldAllBe(static confirm => confirm.IsCanceled || confirm.Exception!.InnerException is TransportException);
        }
    }

    void ISessionObserver.OnReply(in InboundMessage message)
    {
    }

    void ISessionObserver.OnReturned(in InboundMessage message)
    {
    }

    void ISessionObserver.OnBlocked(ITransportSession session, string? reason)
    {
    }

    private static ServiceAddress Address(string exchange) => new(exchange, RpcExchangeType.Direct, $"{exchange}.replies", Declare: true);

    /// <summary>Those of other tests that run beside this one, and of the client of Docker, are not its business.</summary>
    private static IEnumerable<Exception> OfTheLink(UnobservedExceptions unobserved) => unobserved.Take()
        .SelectMany(static exception => (exception as AggregateException)?.Flatten().InnerExceptions.AsEnumerable() ?? [exception])
        .Where(static exception => exception is RabbitMQClientException or TransportException);
}
