using RabbitMQ.Client;
using TypedRpc.Behaviour;
using TypedRpc.Binding;
using TypedRpc.TestSupport;
using TypedRpc.TestSupport.Brokers;

namespace TypedRpc.IntegrationTests.Security;

/// <summary>Replies that nobody asked for, as fast as the broker takes them.</summary>
[Trait("Fault", "F14")]
[Collection("alone")]
public sealed class ReplyFloodTests(BrokerFixture fixture)
{
    private const int Messages = 100_000;
    private const int BodySize = 2048;
    private const int Step = 10_000;
    private const long Allowed = 32 * 1024 * 1024;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public Task A_flood_of_junk_takes_no_memory_and_calls_go_on_in_it() => FloodAsync(fixture.Broker.Uri.ToString(), null);

    [Fact]
    public async Task Nor_does_it_over_TLS_where_messages_take_the_way_through_the_client_library()
    {
        await using var broker = await RabbitMqBroker.StartWithTlsAsync(Token);
        await FloodAsync(broker.Uri.ToString(), broker.Tls);
    }

    private static async Task FloodAsync(string uri, BrokerTls? tls)
    {
        var service = RpcContractRegistry.Get<IVault>().Service;
        using var counters = new MeterCapture();
        await using var connection = await RabbitRpcConnection.ConnectAsync(tls?.Uri.ToString() ?? uri, null, options => options.TlsAuthorityPath = tls?.AuthorityFile, cancellationToken: Token);
        var client = connection.CreateClient<IVault>();
        string target;
        await using (var observer = await RawServer.StartAsync(uri, service))
        {
            var call = client.OpenAsync("held", Token);
            var (id, replyTo) = await observer.NextAsync();
            target = replyTo;
            await observer.PublishAsync(service.ReplyExchange, replyTo, RawReply.Text(id, "held"));
            await call;
        }

        await using var server = await connection.ServeAsync<IVault>(new Vault(), cancellationToken: Token);
        await using var raw = await new ConnectionFactory { Uri = new Uri(uri) }.CreateConnectionAsync(Token);
        await using var channel = await raw.CreateChannelAsync(cancellationToken: Token);
        var junk = RawReply.Text(42, new string('x', BodySize));
        var garbage = new byte[BodySize];
        garbage.AsSpan().Fill(0xc1);
        await client.OpenAsync("warm", Token);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var most = before;
        for (var sent = 0; sent < Messages; sent++)
        {
            await channel.BasicPublishAsync(service.ReplyExchange, target, sent % 2 == 0 ? junk : garbage, Token);
            if (sent % Step == Step - 1)
            {
                (await client.With(timeout: TestTimeouts.Command).OpenAsync($"amid {sent}", Token)).ShouldBe($"amid {sent}");
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true));
            }
        }

        // A broker holds the flood back, not the client: what it kept would be some 200 MB.
        await Eventually.TrueAsync(() => counters.Total("typedrpc.client.late_replies") + counters.Total("typedrpc.client.invalid_replies") >= Messages, TestTimeouts.Command);
        (most - before).ShouldBeLessThan(Allowed);
        connection.State.ShouldBe(RpcConnectionState.Connected);
    }
}
