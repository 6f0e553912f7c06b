using RabbitMQ.Client;
using TypedRpc.Behaviour;
using TypedRpc.Binding;
using TypedRpc.TestSupport;
using TypedRpc.Transport;

namespace TypedRpc.IntegrationTests.Security;

/// <summary>Answers that nobody who was asked gave.</summary>
[Collection("security")]
public sealed class ForgedReplyTests(SecurityFixture fixture)
{
    private static readonly RpcServiceInfo Service = RpcContractRegistry.Get<IVault>().Service;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Fault", "F2")]
    public async Task Guessed_numbers_hit_nothing_and_are_counted_and_warned_of()
    {
        using var counters = new MeterCapture();
        var log = new LogCapture();
        await using var forger = await RawServer.StartAsync(fixture.Uri, Service);
        await using var connection = await RabbitRpcConnection.ConnectAsync(fixture.Uri, loggerFactory: log, cancellationToken: Token);
        var client = connection.CreateClient<IVault>();
        var first = client.OpenAsync("first", Token);
        var (known, replyTo) = await forger.NextAsync();
        var second = client.OpenAsync("second", Token);
        var (id, _) = await forger.NextAsync();

        // Whoever knows one number knows none of the others: not its neighbours, nor what any simple counter gives.
        const int Guesses = 1000;
        var guesses = Enumerable.Range(1, Guesses / 4).SelectMany(step => (ulong[])[known + (ulong)step, known - (ulong)step, known + ((ulong)step << 24), known + ((ulong)step << 24) + 1]).ToArray();
        guesses.ShouldNotContain(id);
        await forger.PublishAsync(Service.ReplyExchange, replyTo, [.. guesses.SelectMany(static guess => RawReply.Text(guess, "forged"))]);
        await Eventually.TrueAsync(() => counters.Total("typedrpc.client.late_replies") >= Guesses);
        (first.IsCompleted, second.IsCompleted).ShouldBe((false, false));
        await Eventually.TrueAsync(() => log.Messages.Any(static message => message.StartsWith("1102 ", StringComparison.Ordinal)));
        log.Messages.Count(static message => message.StartsWith("1102 ", StringComparison.Ordinal)).ShouldBe(1);
        await forger.PublishAsync(Service.ReplyExchange, replyTo, [.. RawReply.Text(id, "second"), .. RawReply.Text(known, "first")]);
        (await first, await second).ShouldBe(("first", "second"));
    }

    [Theory]
    [Trait("Fault", "F3")]
    [InlineData("ledger.replies")]
    [InlineData("")]
    public async Task An_answer_with_the_right_number_that_came_another_way_is_ignored(string exchange)
    {
        using var counters = new MeterCapture();
        var log = new LogCapture();
        await using var server = await RawServer.StartAsync(fixture.Uri, Service);
        await using var connection = await RabbitRpcConnection.ConnectAsync(fixture.Uri, loggerFactory: log, cancellationToken: Token);
        (await connection.CreateClient<ILedger>().ReadAsync("its reply exchange reaches this client", Token)).ShouldNotBeEmpty();
        var call = connection.CreateClient<IVault>().OpenAsync("truth", Token);
        var (id, replyTo) = await server.NextAsync();
        await server.PublishAsync(exchange, replyTo, RawReply.Text(id, "forged"));
        await Eventually.TrueAsync(() => log.Messages.Any(message => message.Contains($"came through exchange '{exchange}' instead of 'vault.v1.replies'", StringComparison.Ordinal)));
        counters.Total("typedrpc.client.invalid_replies").ShouldBeGreaterThan(0);
        call.IsCompleted.ShouldBeFalse();
        await server.PublishAsync(Service.ReplyExchange, replyTo, RawReply.Text(id, "truth"));
        (await call).ShouldBe("truth");
    }

    [Fact]
    [Trait("Fault", "F4")]
    public async Task Nobody_overhears_replies_with_patterns_and_a_reply_exchange_that_knows_them_is_refused()
    {
        await using var raw = await new ConnectionFactory { Uri = new Uri(fixture.Uri) }.CreateConnectionAsync(Token);
        await using var channel = await raw.CreateChannelAsync(cancellationToken: Token);
        var spy = (await channel.QueueDeclareAsync(cancellationToken: Token)).QueueName;
        foreach (var pattern in (string[])["#", "*", "amq.#", "amq.*", "amq.gen-*", ""])
        {
            await channel.QueueBindAsync(spy, "ledger.replies", pattern, cancellationToken: Token);
        }

        await using var connection = await RabbitRpcConnection.ConnectAsync(fixture.Uri, cancellationToken: Token);
        var client = connection.CreateClient<ILedger>();
        await Task.WhenAll(Enumerable.Range(0, 50).Select(number => client.ReadAsync($"{number}", Token)));
        (await channel.MessageCountAsync(spy, Token)).ShouldBe(0u);

        await channel.ExchangeDeclareAsync("dead.letters", ExchangeType.Direct, durable: true, cancellationToken: Token);
        await channel.ExchangeDeleteAsync("dead.letters.replies", cancellationToken: Token);
        await channel.ExchangeDeclareAsync("dead.letters.replies", ExchangeType.Topic, durable: true, cancellationToken: Token);
        try
        {
            var refused = await Should.ThrowAsync<TransportException>(connection.ServeAsync<IDeadLetters>(new DeadLetters(), cancellationToken: Token));
            (refused.Error, refused.Message.Contains("'dead.letters.replies' (direct, durable)", StringComparison.Ordinal)).ShouldBe((TransportError.Topology, true), refused.Message);
            (await Should.ThrowAsync<RpcException>(connection.CreateClient<IDeadLetters>().EchoAsync("to everybody"))).Outcome.ShouldBe(CallOutcome.NotExecuted);
        }
        finally
        {
            await channel.ExchangeDeleteAsync("dead.letters.replies", cancellationToken: Token);
        }
    }

    [Fact]
    [Trait("Fault", "F4")]
    public async Task A_reply_queue_has_a_name_of_128_random_bits_and_belongs_to_its_connection()
    {
        await using var server = await RawServer.StartAsync(fixture.Uri, Service);
        await using var connection = await RabbitRpcConnection.ConnectAsync(fixture.UriOf("client"), cancellationToken: Token);
        using var source = new CancellationTokenSource();
        var call = connection.CreateClient<IVault>().OpenAsync("held", source.Token);
        var (_, replyTo) = await server.NextAsync();
        Convert.FromBase64String(replyTo["amq.gen-".Length..].Replace('-', '+').Replace('_', '/') + "==").Length.ShouldBe(16);
        foreach (var operation in (Func<IChannel, Task>[])
            [channel => channel.BasicGetAsync(replyTo, autoAck: true), channel => channel.QueueDeleteAsync(replyTo), channel => channel.QueueBindAsync(replyTo, "vault.v1.replies", "x")])
        {
            await using var other = await new ConnectionFactory { Uri = new Uri(fixture.UriOf("client")) }.CreateConnectionAsync(Token);
            await using var channel = await other.CreateChannelAsync(cancellationToken: Token);
            (await Should.ThrowAsync<global::RabbitMQ.Client.Exceptions.OperationInterruptedException>(operation(channel))).ShutdownReason!.ReplyCode.ShouldBe((ushort)405);
        }

        await source.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(call);
    }

    private sealed class DeadLetters : IDeadLetters
    {
        public Task<string> EchoAsync(string text) => Task.FromResult(text);
    }
}
