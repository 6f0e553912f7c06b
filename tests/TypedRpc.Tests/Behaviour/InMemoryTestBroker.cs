using System.Threading.Channels;
using TypedRpc.Behaviour;
using TypedRpc.Transport;
using TypedRpc.Transport.InMemory;

namespace TypedRpc.Tests.Behaviour;

/// <summary>The suite's broker inside the process.</summary>
internal sealed class InMemoryTestBroker : ITestBroker
{
    private readonly InMemoryBroker _broker = new();

    public string User => "guest";

    public async Task<RpcConnection> ConnectAsync(Action<TypedRpcOptions>? configure) => await InMemoryRpcConnection.ConnectAsync(_broker, configure);

    public Task PublishAsync(string exchange, string routingKey, byte[] body, string? replyTo)
    {
        _broker.Publish(new OutboundMessage(exchange, routingKey, body, ReplyTo: replyTo));
        return Task.CompletedTask;
    }

    public async Task<ReplyInbox> OpenInboxAsync(string replyExchange)
    {
        var messages = new ChannelObserver();
        var session = await new InMemoryTransport(_broker).OpenAsync(messages, CancellationToken.None);
        await session.AttachAsync(new ServiceAddress(replyExchange, RpcExchangeType.Direct, replyExchange, Declare: false), CancellationToken.None);
        return new ReplyInbox(session.ReplyAddress, messages.Reader, session);
    }

    public Task<int> CountAsync(string queue) => Task.FromResult(_broker.CountMessages(queue));

    // Each test has a broker of its own.
    public Task DeleteAsync(string queue) => Task.CompletedTask;

    public ValueTask DisposeAsync() => default;

    private sealed class ChannelObserver : ISessionObserver
    {
        private readonly Channel<byte[]> _messages = Channel.CreateUnbounded<byte[]>();

        public ChannelReader<byte[]> Reader => _messages.Reader;

        public void OnReply(in InboundMessage message) => _messages.Writer.TryWrite(message.Body.ToArray());

        public void OnReturned(in InboundMessage message)
        {
        }

        public void OnBlocked(ITransportSession session, string? reason)
        {
        }
    }
}
