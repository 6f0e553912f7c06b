using RabbitMQ.Client;
using TypedRpc.Behaviour;
using TypedRpc.IntegrationTests.Security;
using TypedRpc.TestSupport;
using TypedRpc.Transport;

namespace TypedRpc.IntegrationTests.Recovery;

/// <summary>What is declared, what is used as found, and what is refused.</summary>
[Collection("behaviour")]
public sealed class TopologyTests(BrokerFixture fixture)
{
    private const string Queue = "behaviour.Workbench";

    private readonly string _uri = fixture.Broker.Uri.ToString();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Fault", "B2")]
    public async Task A_queue_with_other_arguments_is_an_error_that_shows_both()
    {
        await using var connection = await RabbitRpcConnection.ConnectAsync(_uri, cancellationToken: Token);
        await AdministerAsync(static async channel =>
        {
            await channel.QueueDeleteAsync(Queue);
            await channel.QueueDeclareAsync(Queue, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-max-length"] = 10 });
        });
        var exception = await Should.ThrowAsync<TransportException>(connection.ServeAsync<IWorkbench>(new Workbench(), static options => options.MessageTtl = TimeSpan.FromSeconds(9), Token));
        exception.Error.ShouldBe(TransportError.Topology);
        exception.Message.ShouldContain(Queue);
        exception.Message.ShouldContain("x-message-ttl = 9000");
        exception.Message.ShouldContain("inequivalent arg");
        await AdministerAsync(static channel => channel.QueueDeleteAsync(Queue));

        // The connection has not suffered.
        await using var server = await connection.ServeAsync<IWorkbench>(new Workbench(), cancellationToken: Token);
        (await connection.CreateClient<IWorkbench>().EchoAsync("served", Token)).ShouldBe("served");
    }

    [Fact]
    public async Task Without_declaring_what_is_missing_is_named_and_what_is_there_is_used()
    {
        await AdministerAsync(static async channel =>
        {
            await channel.QueueDeleteAsync(Queue);
            await channel.ExchangeDeleteAsync("behaviour");
            await channel.ExchangeDeleteAsync("behaviour.replies");
        });
        await using var connection = await RabbitRpcConnection.ConnectAsync(_uri, static options => options.DeclareTopology = false, cancellationToken: Token);
        var missing = await Should.ThrowAsync<TransportException>(connection.ServeAsync<IWorkbench>(new Workbench(), cancellationToken: Token));
        (missing.Error, missing.Message.Contains("'behaviour'", StringComparison.Ordinal)).ShouldBe((TransportError.Topology, true), missing.Message);
        var client = connection.CreateClient<IWorkbench>();
        var call = await Should.ThrowAsync<RpcException>(client.EchoAsync("nowhere", Token));
        (call.StatusCode, call.Outcome).ShouldBe((RpcStatusCode.Unavailable, CallOutcome.NotExecuted));

        await AdministerAsync(static async channel =>
        {
            await channel.ExchangeDeclareAsync("behaviour", ExchangeType.Direct, durable: true);
            await channel.ExchangeDeclareAsync("behaviour.replies", ExchangeType.Direct, durable: true);
            await channel.QueueDeclareAsync(Queue, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-max-length"] = 1000 });
            await channel.QueueBindAsync(Queue, "behaviour", "Workbench.Echo");
        });
        await using var server = await connection.ServeAsync<IWorkbench>(new Workbench(), cancellationToken: Token);
        (await client.EchoAsync("as found", Token)).ShouldBe("as found");
        await AdministerAsync(static channel => channel.QueueDeleteAsync(Queue));
    }

    [Fact]
    public async Task A_quorum_queue_with_a_dead_letter_exchange_serves_and_of_an_old_broker_a_log_warns()
    {
        await AdministerAsync(static channel => channel.QueueDeleteAsync(Queue));
        using var log = new LogCapture();
        await using var connection = await RabbitRpcConnection.ConnectAsync(_uri, loggerFactory: log, cancellationToken: Token);
        await using (await connection.ServeAsync<IWorkbench>(
            new Workbench(),
            static options =>
            {
                options.QueueType = QueueType.Quorum;
                options.DeadLetterExchange = "behaviour.dead";
                options.DeliveryLimit = 3;
            },
            Token))
        {
            (await connection.CreateClient<IWorkbench>().EchoAsync("quorum", Token)).ShouldBe("quorum");
        }

        log.Messages.Count(static message => message.StartsWith("3008 ", StringComparison.Ordinal)).ShouldBe(fixture.Version < new Version(4, 0, 8) ? 1 : 0);

        await AdministerAsync(static channel => channel.QueueDeleteAsync(Queue));
    }

    [Fact]
    public async Task A_single_active_consumer_serves_alone_until_it_goes()
    {
        await AdministerAsync(static channel => channel.QueueDeleteAsync(Queue));
        await using var connection = await RabbitRpcConnection.ConnectAsync(_uri, cancellationToken: Token);
        await using var other = await RabbitRpcConnection.ConnectAsync(_uri, cancellationToken: Token);
        var (first, second) = (new Workbench(), new Workbench());
        await using (await connection.ServeAsync<IWorkbench>(first, static options => options.SingleActiveConsumer = true, Token))
        {
            await using var standby = await other.ServeAsync<IWorkbench>(second, static options => options.SingleActiveConsumer = true, Token);
            var client = connection.CreateClient<IWorkbench>();
            await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.EchoAsync("alone", Token)));
            (first.Executed.Count, second.Executed.Count).ShouldBe((20, 0));
            await connection.DropSessionAsync();
            (await client.EchoAsync("the other", Token)).ShouldBe("the other");
            second.Executed.ShouldContain("the other");
        }

        await AdministerAsync(static channel => channel.QueueDeleteAsync(Queue));
    }

    [Fact]
    public async Task A_deleted_queue_is_declared_again_and_served()
    {
        await using var connection = await RabbitRpcConnection.ConnectAsync(_uri, cancellationToken: Token);
        await using var server = await connection.ServeAsync<IWorkbench>(new Workbench(), cancellationToken: Token);
        await using var other = await RabbitRpcConnection.ConnectAsync(_uri, cancellationToken: Token);
        var client = other.CreateClient<IWorkbench>();
        await client.EchoAsync("before", Token);
        await AdministerAsync(static channel => channel.QueueDeleteAsync(Queue));
        (await client.With(waitForReady: true).EchoAsync("after", Token)).ShouldBe("after");
    }

    [Fact]
    public async Task Wrong_credentials_are_refused_without_being_shown()
    {
        var uri = new UriBuilder(_uri) { UserName = "guest", Password = "swordfish" }.Uri.ToString();
        var exception = await Should.ThrowAsync<TransportException>(RabbitRpcConnection.ConnectAsync(uri, cancellationToken: Token));
        exception.Error.ShouldBe(TransportError.AccessRefused);
        exception.ToString().ShouldNotContain("swordfish");
    }

    [Fact]
    public async Task A_port_that_nobody_listens_on_is_unavailable_at_once()
    {
        var exception = await Should.ThrowAsync<TransportException>(RabbitRpcConnection.ConnectAsync($"amqp://guest:swordfish@127.0.0.1:{FreePort.Next()}", cancellationToken: Token));
        exception.Error.ShouldBe(TransportError.Unavailable);
        exception.ToString().ShouldNotContain("swordfish");
    }

    private async Task AdministerAsync(Func<IChannel, Task> work)
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(_uri) }.CreateConnectionAsync(Token);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Token);
        await work(channel);
    }
}
