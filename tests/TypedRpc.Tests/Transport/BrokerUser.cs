using System.Threading.Channels;
using TypedRpc.TestSupport;
using TypedRpc.Transport;
using TypedRpc.Transport.InMemory;

namespace TypedRpc.Tests.Transport;

/// <summary>A session with the in-memory broker that keeps what it gets and settles nothing by itself.</summary>
internal sealed class BrokerUser : ISessionObserver, IDeliveryHandler, IAsyncDisposable
{
    private readonly Channel<InboundMessage> _requests = Channel.CreateUnbounded<InboundMessage>();
    private readonly Channel<InboundMessage> _returned = Channel.CreateUnbounded<InboundMessage>();

    public ITransportSession Session { get; private set; } = null!;

    public static async Task<BrokerUser> ConnectAsync(InMemoryBroker broker)
    {
        var user = new BrokerUser();
        user.Session = await new InMemoryTransport(broker).OpenAsync(user, CancellationToken.None);
        return user;
    }

    public async Task<IServiceConsumer> ConsumeAsync(string exchange, string queue, string key, ServiceOptions? options = null, RpcExchangeType type = RpcExchangeType.Direct) =>
        await Session.ConsumeAsync(new ServiceBinding(new ServiceAddress(exchange, type, exchange + ".replies", Declare: true), queue, [key], queue + ".$control", options ?? new ServiceOptions()), this, CancellationToken.None);

    public async Task PublishAsync(string exchange, string key, byte body, bool mandatory = false) =>
        await Session.PublishAsync(new OutboundMessage(exchange, key, new[] { body }, Mandatory: mandatory), CancellationToken.None);

    public Task<InboundMessage> NextAsync() => _requests.Reader.ReadAsync().AsTask().WaitAsync(TestTimeouts.Step);

    public Task<InboundMessage> NextReturnedAsync() => _returned.Reader.ReadAsync().AsTask().WaitAsync(TestTimeouts.Step);

    public void OnRequest(IServiceConsumer consumer, in InboundMessage message) => Keep(_requests, in message);

    public void OnControl(IServiceConsumer consumer, in InboundMessage message)
    {
    }

    public void OnReply(in InboundMessage message)
    {
    }

    public void OnReturned(in InboundMessage message) => Keep(_returned, in message);

    public void OnBlocked(ITransportSession session, string? reason)
    {
    }

    public ValueTask DisposeAsync() => Session.DisposeAsync();

    private static void Keep(Channel<InboundMessage> messages, in InboundMessage message) => messages.Writer.TryWrite(message with { Body = message.Body.ToArray() });
}
