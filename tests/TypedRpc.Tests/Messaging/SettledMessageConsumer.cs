using System.Collections.Concurrent;
using TypedRpc.Transport;

namespace TypedRpc.Tests.Messaging;

/// <summary>A consumer that notes what is settled; its deliveries are made by the test.</summary>
internal sealed class SettledMessageConsumer(ITransportSession session) : IMessageConsumer
{
    public ITransportSession Session => session;

    public string Queue => "queue";

    public ConcurrentQueue<(ulong Tag, MessageSettlement Settlement)> Settled { get; } = new();

    public void Settle(ulong deliveryTag, MessageSettlement settlement) => Settled.Enqueue((deliveryTag, settlement));

    public ValueTask StopAsync(CancellationToken cancellationToken) => default;

    public ValueTask CloseAsync() => default;
}
