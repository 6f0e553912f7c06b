using System.Security.Cryptography;
using System.Threading.Channels;
using TypedRpc.RabbitMQ;
using TypedRpc.RabbitMQ.Transport;
using TypedRpc.Serialization;
using TypedRpc.TestSupport;
using TypedRpc.Transport;

namespace TypedRpc.IntegrationTests.Transport;

/// <summary>Messages that our own frames carry to a real broker and back.</summary>
public sealed class RoundTripTests(BrokerFixture fixture) : ISessionObserver, IDeliveryHandler
{
    private const int FrameMax = 131_072;

    private readonly Channel<InboundMessage> _requests = Channel.CreateUnbounded<InboundMessage>();
    private readonly Channel<InboundMessage> _replies = Channel.CreateUnbounded<InboundMessage>();
    private readonly Channel<InboundMessage> _returned = Channel.CreateUnbounded<InboundMessage>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_body_of_any_size_arrives_as_it_was_sent()
    {
        var transport = new RabbitMqTransport(new RabbitMqOptions { Uri = fixture.Broker.Uri.ToString() }, new TypedRpcOptions().MaxMessageSize, null);
        await using var session = await transport.OpenAsync(this, Token);
        var address = new ServiceAddress("roundtrip", RpcExchangeType.Direct, "roundtrip.replies", Declare: true);
        await session.AttachAsync(address, Token);
        await session.ConsumeAsync(new ServiceBinding(address, "roundtrip.queue", ["key"], "$control", new ServiceOptions()), this, Token);
        foreach (var size in (int[])[0, 1, FrameMax - 8, FrameMax - 7, 300_000, 1])
        {
            var body = RandomNumberGenerator.GetBytes(size);
            await session.PublishAsync(new OutboundMessage("roundtrip", "key", body, 60_000, session.ReplyAddress, Mandatory: true, Persistent: true), Token);
            var request = await NextAsync(_requests);
            request.Body.ToArray().ShouldBe(body);
            (request.Exchange, request.RoutingKey, request.ReplyTo).ShouldBe(("roundtrip", "key", session.ReplyAddress));
            request.UserId.ShouldBe(Uri.UnescapeDataString(fixture.Broker.Uri.UserInfo.Split(':')[0]));
            await session.ReplyAsync(new OutboundMessage("roundtrip.replies", session.ReplyAddress, body), Token);
            (await NextAsync(_replies)).Body.ToArray().ShouldBe(body);
            await session.PublishAsync(new OutboundMessage("roundtrip", "nowhere", body, Mandatory: true), Token);
            (await NextAsync(_returned)).Body.ToArray().ShouldBe(body);
        }

        session.IsClosed.ShouldBeFalse();
    }

    [Fact]
    public async Task A_body_in_parts_arrives_as_one()
    {
        var transport = new RabbitMqTransport(new RabbitMqOptions { Uri = fixture.Broker.Uri.ToString() }, new TypedRpcOptions().MaxMessageSize, null);
        await using var session = await transport.OpenAsync(this, Token);
        var address = new ServiceAddress("roundtrip", RpcExchangeType.Direct, "roundtrip.replies", Declare: true);
        await session.AttachAsync(address, Token);
        session.TakesParts.ShouldBeTrue();
        foreach (var sizes in (int[][])[[10, 20], [20_000, 1, 30_000], [FrameMax, 7, FrameMax, 100]])
        {
            List<PooledBufferWriter> parts = [.. sizes.Select(PooledBufferWriter.Rent)];
            parts.ForEach(static part => part.Append(RandomNumberGenerator.GetBytes(part.Limit)));
            await session.ReplyAsync(new OutboundMessage("roundtrip.replies", session.ReplyAddress, default) { Parts = parts }, Token);
            (await NextAsync(_replies)).Body.ToArray().ShouldBe(parts.SelectMany(static part => part.WrittenSpan.ToArray()));
            parts.ForEach(static part => part.Dispose());
        }
    }

    void ISessionObserver.OnReply(in InboundMessage message) => Keep(_replies, in message);

    void ISessionObserver.OnReturned(in InboundMessage message) => Keep(_returned, in message);

    void ISessionObserver.OnBlocked(ITransportSession session, string? reason)
    {
    }

    void IDeliveryHandler.OnRequest(IServiceConsumer consumer, in InboundMessage message)
    {
        Keep(_requests, in message);
        consumer.Settle(message.DeliveryTag, accepted: true);
    }

    void IDeliveryHandler.OnControl(IServiceConsumer consumer, in InboundMessage message)
    {
    }

    private static void Keep(Channel<InboundMessage> channel, in InboundMessage message) => channel.Writer.TryWrite(message with { Body = message.Body.ToArray() });

    private static Task<InboundMessage> NextAsync(Channel<InboundMessage> channel) => channel.Reader.ReadAsync(Token).AsTask().WaitAsync(TestTimeouts.Step, Token);
}
