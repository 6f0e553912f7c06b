using MessagePack;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using TypedRpc.Behaviour;
using TypedRpc.IntegrationTests.Behaviour;
using TypedRpc.TestSupport;

namespace TypedRpc.IntegrationTests.Security;

/// <summary>Requests that want more than an answer.</summary>
[Collection("security")]
public sealed class HostileRequestTests(SecurityFixture fixture) : IAsyncLifetime
{
    private const string Exchange = "vault.v1";
    private const string Replies = "vault.v1.replies";
    private const string Key = "Vault.Open";

    private readonly Vault _vault = new();
    private readonly LogCapture _log = new();
    private RpcConnection _serving = null!;
    private IConnection _raw = null!;
    private IChannel _channel = null!;
    private ITestBroker _stranger = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _serving = await RabbitRpcConnection.ConnectAsync(fixture.Uri, loggerFactory: _log, cancellationToken: Token);
        await _serving.ServeAsync<IVault>(_vault, cancellationToken: Token);
        _raw = await new ConnectionFactory { Uri = fixture.Broker.Uri }.CreateConnectionAsync(Token);
        _channel = await _raw.CreateChannelAsync(cancellationToken: Token);
        _stranger = await RabbitMqTestBroker.StartAsync(fixture.Broker.Uri);
    }

    public async ValueTask DisposeAsync()
    {
        await _stranger.DisposeAsync();
        await _raw.DisposeAsync();
        await _serving.DisposeAsync();
    }

    [Theory]
    [Trait("Fault", "F1")]
    [InlineData(SecurityFixture.Victim)]
    [InlineData("ledger.Ledger")]
    [InlineData("vault.v1.Vault")]
    public async Task A_reply_to_that_names_a_queue_brings_nothing_into_it(string queue)
    {
        await PublishAsync(RawCall.Frame(7, "Vault/Open", RawCall.Text("confused deputy")), new BasicProperties { ReplyTo = queue });
        await _stranger.PublishAsync(Exchange, "Vault.$control", RawCall.Frame(8, "Vault/Open", RawCall.Text("probe")), queue);
        await AnsweredAsync();
        _vault.Executed.Count(static text => text == "confused deputy").ShouldBe(1);
        (await _stranger.CountAsync(SecurityFixture.Victim)).ShouldBe(0);
        (await _stranger.CountAsync("vault.v1.Vault")).ShouldBe(0);
        _log.Text.ShouldNotContain("Lost the connection");
    }

    [Theory]
    [Trait("Fault", "F1")]
    [InlineData("a\r\nb")]
    [InlineData("queue name")]
    [InlineData("#")]
    [InlineData("\u001b[2J")]
    [InlineData("naïve")]
    public async Task A_reply_to_that_is_no_plain_name_is_none(string replyTo)
    {
        await PublishAsync(RawCall.Frame(7, "Vault/Open", RawCall.Text("nobody")), new BasicProperties { ReplyTo = replyTo });
        await AnsweredAsync();
        _vault.Executed.ShouldNotContain("nobody");
    }

    [Fact]
    [Trait("Fault", "D22")]
    [Trait("Fault", "F5")]
    public async Task Copies_reach_no_other_exchange_and_come_back_in_no_answer()
    {
        var replies = new TaskCompletionSource<IReadOnlyBasicProperties>(TaskCreationOptions.RunContinuationsAsynchronously);
        var inbox = (await _channel.QueueDeclareAsync(cancellationToken: Token)).QueueName;
        await _channel.QueueBindAsync(inbox, Replies, inbox, cancellationToken: Token);
        var consumer = new AsyncEventingBasicConsumer(_channel);
        consumer.ReceivedAsync += (_, delivery) =>
        {
            replies.TrySetResult(new BasicProperties(delivery.BasicProperties));
            return Task.CompletedTask;
        };
        await _channel.BasicConsumeAsync(inbox, autoAck: true, consumer, Token);
        var elsewhere = new List<object?> { SecurityFixture.Victim, "ledger.Ledger", "Ledger.Read", "ledger" };
        await PublishAsync(
            RawCall.Frame(7, "Vault/Open", RawCall.Text("copied")),
            new BasicProperties { ReplyTo = inbox, Headers = new Dictionary<string, object?> { ["CC"] = elsewhere, ["BCC"] = elsewhere, ["x-match"] = "any" } });
        (await replies.Task.WaitAsync(TestTimeouts.Step)).Headers.ShouldBeNull();
        await AnsweredAsync();
        _vault.Executed.Count(static text => text == "copied").ShouldBe(1);
        (await _stranger.CountAsync(SecurityFixture.Victim)).ShouldBe(0);
    }

    [Fact]
    [Trait("Fault", "F6")]
    public async Task A_forged_user_is_refused_by_the_broker_and_a_missing_one_is_nobody()
    {
        var forging = await _raw.CreateChannelAsync(cancellationToken: Token);
        await using (forging)
        {
            var closed = new TaskCompletionSource<ushort>(TaskCreationOptions.RunContinuationsAsynchronously);
            forging.ChannelShutdownAsync += (_, reason) =>
            {
                closed.TrySetResult(reason.ReplyCode);
                return Task.CompletedTask;
            };
            await forging.BasicPublishAsync(Exchange, "Vault.Caller", false, new BasicProperties { UserId = "administrator" }, RawCall.Frame(7, "Vault/Caller", [0x90]), Token);
            (await closed.Task.WaitAsync(TestTimeouts.Step)).ShouldBe((ushort)406);
        }

        await using var inbox = await _stranger.OpenInboxAsync(Replies);
        await _stranger.PublishAsync(Exchange, "Vault.Caller", RawCall.Frame(8, "Vault/Caller", [0x90]), inbox.Address);
        new MessagePackReader((await inbox.NextFrameAsync()).Payload).ReadString().ShouldBe("(none)");
    }

    [Theory]
    [Trait("Fault", "D13")]
    [InlineData("application/vnd.typedrpc.v2+msgpack")]
    [InlineData("text/\r\nplain")]
    public async Task A_message_of_another_version_is_refused_in_words_that_name_both(string contentType)
    {
        await using var inbox = await _stranger.OpenInboxAsync(Replies);
        await PublishAsync(RawCall.Frame(7, "Vault/Open", RawCall.Text("other version")), new BasicProperties { ReplyTo = inbox.Address, ContentType = contentType });
        var fault = await inbox.NextFrameAsync();
        (fault.CallId, fault.Status, fault.Outcome).ShouldBe((7ul, RpcStatusCode.Internal, CallOutcome.NotExecuted));
        fault.Message!.ShouldContain(contentType.Replace("\r\n", "??"));
        fault.Message!.ShouldContain("application/vnd.typedrpc.v1+msgpack");
        await PublishAsync([0xff], new BasicProperties { ReplyTo = inbox.Address, ContentType = contentType });
        await AnsweredAsync();
        _vault.Executed.ShouldNotContain("other version");
    }

    [Fact]
    [Trait("Fault", "D21")]
    public async Task Properties_of_any_size_and_type_do_no_harm()
    {
        var full = new string('x', 255);
        await using var inbox = await _stranger.OpenInboxAsync(Replies);
        // As many as fit into a frame of AMQP.
        var headers = Enumerable.Range(0, 4_000).ToDictionary(static number => $"header {number}", static number => (object?)(number % 3 == 0 ? number : "text"));
        await PublishAsync(RawCall.Frame(7, "Vault/Open", RawCall.Text("many headers")), new BasicProperties { ReplyTo = inbox.Address, Headers = headers });
        (await inbox.NextAsync()).ShouldBe("7 Result");
        await PublishAsync(
            RawCall.Frame(8, "Vault/Open", RawCall.Text("long names")),
            new BasicProperties { ReplyTo = inbox.Address, CorrelationId = full, MessageId = full, Type = full, AppId = full, ContentEncoding = full, Priority = 255, Timestamp = new AmqpTimestamp(-1) });
        (await inbox.NextAsync()).ShouldBe("8 Result");
        await PublishAsync(RawCall.Frame(9, "Vault/Open", RawCall.Text("nowhere")), new BasicProperties { ReplyTo = full });
        await PublishAsync(RawCall.Frame(ulong.MaxValue, "Vault/Open", RawCall.Text("last number")), new BasicProperties { ReplyTo = inbox.Address });
        (await inbox.NextAsync()).ShouldBe($"{ulong.MaxValue} Result");
        await PublishAsync(
            RawCall.Frame(10, "Vault/Open", RawCall.Text("headers inside"), static (ref MessagePackWriter writer) =>
            {
                writer.WriteMapHeader(10_000);
                for (var number = 0; number < 10_000; number++)
                {
                    writer.Write($"header {number}");
                    writer.Write(number);
                }
            }),
            new BasicProperties { ReplyTo = inbox.Address });
        (await inbox.NextAsync()).ShouldBe("10 Internal NotExecuted");
        await AnsweredAsync();
        _vault.Executed.Count(static text => text is "many headers" or "long names" or "last number").ShouldBe(3);
        _log.Text.ShouldNotContain("Lost the connection");
    }

    [Fact]
    [Trait("Fault", "F7")]
    public async Task Line_breaks_escape_sequences_and_long_texts_do_not_reach_the_log()
    {
        const string Evil = "Vault/\u001b[31m\r\n2026-01-01 ERROR all is lost\u0085\u2028\u202e";
        await using var inbox = await _stranger.OpenInboxAsync(Replies);
        foreach (var method in (string[])[Evil, "Nobody/" + Evil, "Vault/" + new string('x', 3 * 1024 * 1024), new string('y', 3 * 1024 * 1024)])
        {
            await _stranger.PublishAsync(Exchange, Key, RawCall.Frame(7, method, RawCall.Text("never")), inbox.Address);
        }

        await PublishAsync(RawCall.Frame(7, Evil, RawCall.Text("never")), new BasicProperties { ReplyTo = Evil[6..], ContentType = Evil, CorrelationId = Evil, MessageId = Evil, Type = Evil, AppId = Evil });
        await AnsweredAsync();
        _vault.Executed.ShouldNotContain("never");
        _log.Messages.ShouldNotBeEmpty();
        _log.Messages.ShouldAllBe(static message => message.Length < 512 && !message.Any(static character => char.IsControl(character) || char.GetUnicodeCategory(character) == System.Globalization.UnicodeCategory.Format || character == '\u2028'));
    }

    [Fact]
    [Trait("Fault", "D12")]
    [Trait("Fault", "F9")]
    public async Task Names_from_the_network_become_no_labels()
    {
        using var counters = new MeterCapture();
        const int Names = 2000;
        await _stranger.PublishAsync(Exchange, Key, [.. Enumerable.Range(0, Names).SelectMany(static number => RawCall.Frame((ulong)number + 1, $"Vault/Made{number}", RawCall.Text("never")))], "nobody");
        await _stranger.PublishAsync(Exchange, Key, [.. Enumerable.Range(0, Names).SelectMany(static number => RawCall.Frame((ulong)number + 1, $"Made{number}/Up", RawCall.Text("never")))], "nobody");
        await AnsweredAsync();
        counters.Labels.Keys.ShouldContain("rpc.method=_OTHER");
        counters.Labels.Keys.ShouldContain("rpc.method=Vault/Open");
        counters.Labels.Keys.ShouldAllBe(static label => !label.Contains("Made", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Fault", "D1")]
    [Trait("Fault", "F8")]
    public async Task A_handler_s_exception_leaves_nothing_in_the_answer_but_an_id_that_the_log_has_too()
    {
        await using var inbox = await _stranger.OpenInboxAsync(Replies);
        await _stranger.PublishAsync(Exchange, "Vault.Fail", RawCall.Frame(7, "Vault/Fail", [0x90]), inbox.Address);
        var fault = await inbox.NextFrameAsync();
        var all = $"{fault.Status} {fault.Outcome} {fault.Message} {fault.FaultName} {Convert.ToHexString(fault.Payload.Span)}";
        foreach (var leak in (string[])[Vault.Secret, "SELECT", "/var/lib", "Exception", "TypedRpc.", "   at ", nameof(HostileRequestTests)])
        {
            all.ShouldNotContain(leak);
        }

        (fault.Status, fault.Outcome).ShouldBe((RpcStatusCode.Internal, CallOutcome.Executed));
        _log.Messages.ShouldContain($"2002 Vault/Fail failed; the caller got the error id {fault.ErrorId}.");
        _log.Text.ShouldContain(Vault.Secret);
    }

    [Theory]
    [Trait("Fault", "F8")]
    [InlineData("912a")]
    [InlineData("9193")]
    [InlineData("91c1")]
    public async Task Arguments_that_cannot_be_decoded_tell_no_type_of_the_server(string arguments)
    {
        await using var inbox = await _stranger.OpenInboxAsync(Replies);
        await _stranger.PublishAsync(Exchange, Key, RawCall.Frame(7, "Vault/Open", Convert.FromHexString(arguments)), inbox.Address);
        var fault = await inbox.NextFrameAsync();
        (fault.Status, fault.Outcome).ShouldBe((RpcStatusCode.Internal, CallOutcome.NotExecuted));
        foreach (var leak in (string[])["System.", "MessagePack", "Exception", "TypedRpc.", "   at "])
        {
            fault.Message!.ShouldNotContain(leak);
        }
    }

    private Task PublishAsync(byte[] body, BasicProperties properties) => _channel.BasicPublishAsync(Exchange, Key, false, properties, body, Token).AsTask();

    /// <summary>A call that was published behind everything else on the same channel has been answered, and what the server still holds is nothing.</summary>
    private async Task AnsweredAsync()
    {
        await using var inbox = await _stranger.OpenInboxAsync(Replies);
        await PublishAsync(RawCall.Frame(99, "Vault/Open", RawCall.Text("last")), new BasicProperties { ReplyTo = inbox.Address });
        (await inbox.NextAsync()).ShouldBe("99 Result");
        await Eventually.TrueAsync(() => _serving.ActiveCalls == 0);

        // Replies of a session go one after another through one channel: what was answered before this is where it was going to.
        await PublishAsync(RawCall.Frame(100, "Vault/Open", RawCall.Text("very last")), new BasicProperties { ReplyTo = inbox.Address });
        (await inbox.NextAsync()).ShouldBe("100 Result");
    }
}
