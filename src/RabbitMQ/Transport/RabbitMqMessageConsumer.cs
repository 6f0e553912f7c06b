using TypedRpc.Transport;

namespace TypedRpc.RabbitMQ.Transport;

/// <summary>A subscription's consumer in a session, on a channel of its own.</summary>
internal sealed class RabbitMqMessageConsumer(ConsumerChannel channel) : IMessageConsumer
{
    private const string Tag = "m";

    public ITransportSession Session => channel.Session;

    public string Queue { get; private set; } = string.Empty;

    public async Task StartAsync(Subscription subscription, IMessageHandler handler, RabbitMqTopology topology, CancellationToken cancellationToken)
    {
        Queue = subscription.Queue.Name;
        if (Queue.Length == 0)
        {
            Queue = await DeclareOwnAsync(subscription.Queue, cancellationToken).ConfigureAwait(false);
            await topology.BindAsync(Queue, subscription.Bindings, cancellationToken).ConfigureAwait(false);
        }

        var consumer = channel.Add(Queue, withProperties: true, message =>
        {
            channel.OnDelivered(message.DeliveryTag);
            handler.OnMessage(this, in message);
        });
        channel.Tap(Tag, consumer);
        await channel.SetupAsync(
            $"Consuming from queue '{Queue}'",
            async (model, token) =>
            {
                await model.BasicQosAsync(0, (ushort)subscription.Prefetch, global: false, token).ConfigureAwait(false);
                return await model.BasicConsumeAsync(Queue, autoAck: false, Tag, noLocal: false, exclusive: false, null, consumer, token).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
    }

    public void Settle(ulong deliveryTag, MessageSettlement settlement) => channel.Settle(deliveryTag, settlement);

    public ValueTask StopAsync(CancellationToken cancellationToken)
    {
        channel.Session.Forget(this);
        return channel.StopAsync(Tag, cancellationToken);
    }

    public ValueTask CloseAsync()
    {
        channel.Session.Forget(this);
        return channel.CloseAsync();
    }

    private async Task<string> DeclareOwnAsync(QueueDeclaration queue, CancellationToken cancellationToken)
    {
        var declared = await channel.SetupAsync(
            "Declaring a queue of this subscriber's own",
            (model, token) => model.QueueDeclareAsync(string.Empty, durable: false, exclusive: true, autoDelete: true, QueueArguments.Of(queue), cancellationToken: token),
            cancellationToken).ConfigureAwait(false);
        return declared.QueueName;
    }
}
