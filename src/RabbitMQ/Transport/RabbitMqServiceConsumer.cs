using TypedRpc.Transport;

namespace TypedRpc.RabbitMQ.Transport;

/// <summary>A service's consumers in a session, on a channel of their own.</summary>
internal sealed class RabbitMqServiceConsumer(ConsumerChannel channel, int prefetch) : IServiceConsumer
{
    private const string RequestTag = "r";
    private const string ControlTag = "c";

    public ITransportSession Session => channel.Session;

    /// <summary>Starts consuming; returns the name of the control queue.</summary>
    public async Task<string> StartAsync(ServiceBinding binding, IDeliveryHandler handler, RabbitMqTopology topology, CancellationToken cancellationToken)
    {
        var declared = await channel.SetupAsync(
            "Declaring a control queue of this server's own",
            static (model, token) => model.QueueDeclareAsync(string.Empty, durable: false, exclusive: true, autoDelete: true, cancellationToken: token),
            cancellationToken).ConfigureAwait(false);
        await topology.BindAsync(declared.QueueName, binding.Address.Exchange, binding.ControlKey, cancellationToken).ConfigureAwait(false);
        var standstill = channel.Session.Standstill.Add(this);
        var requests = channel.Add(binding.Queue, withProperties: false, message =>
        {
            channel.OnDelivered(message.DeliveryTag);
            handler.OnRequest(this, message with { MayHaveWaited = standstill.MayHaveWaited() });
        });
        var control = channel.Add(declared.QueueName, withProperties: false, message => handler.OnControl(this, in message));
        channel.Tap(RequestTag, requests);
        channel.Tap(ControlTag, control);
        await channel.SetupAsync(
            $"Consuming from queue '{binding.Queue}'",
            async (model, token) =>
            {
                await model.BasicQosAsync(0, (ushort)prefetch, global: false, token).ConfigureAwait(false);
                await model.BasicConsumeAsync(declared.QueueName, autoAck: true, ControlTag, noLocal: false, exclusive: false, null, control, token).ConfigureAwait(false);
                return await model.BasicConsumeAsync(binding.Queue, autoAck: false, RequestTag, noLocal: false, exclusive: false, null, requests, token).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
        return declared.QueueName;
    }

    public void Settle(ulong deliveryTag, bool accepted) => channel.Settle(deliveryTag, accepted ? MessageSettlement.Accept : MessageSettlement.Reject);

    public ValueTask StopAsync(CancellationToken cancellationToken)
    {
        channel.Session.Forget(this);
        return channel.StopAsync(RequestTag, cancellationToken);
    }

    public ValueTask CloseAsync()
    {
        channel.Session.Forget(this);
        channel.Session.Standstill.Remove(this);
        return channel.CloseAsync();
    }

    /// <inheritdoc cref="ConsumerChannel.CatchUpAsync"/>
    public Task CatchUpAsync(TimeSpan stoodStill) => channel.CatchUpAsync(prefetch, stoodStill);
}
