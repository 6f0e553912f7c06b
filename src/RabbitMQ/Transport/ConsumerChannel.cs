using RabbitMQ.Client;
using TypedRpc.Transport;

namespace TypedRpc.RabbitMQ.Transport;

/// <summary>A channel of a session that is consumed from: settles what it delivered, and ends in order.</summary>
internal sealed class ConsumerChannel(RabbitMqSession session, IChannel channel, SessionSteps steps, TimeSpan timeout)
{
    private readonly Acknowledger _acknowledger = new(session, channel, timeout);
    private readonly List<DeliveryConsumer> _consumers = [];

    public RabbitMqSession Session => session;

    /// <summary>Makes a consumer of the channel.</summary>
    public DeliveryConsumer Add(string queue, bool withProperties, Action<InboundMessage> deliver)
    {
        var consumer = new DeliveryConsumer(channel, session, queue, withProperties, deliver);
        _consumers.Add(consumer);
        return consumer;
    }

    /// <summary>Takes a consumer's deliveries past the library where that is possible.</summary>
    public void Tap(string consumerTag, DeliveryConsumer consumer) => session.Tap?.Add(channel.ChannelNumber, consumerTag, consumer.Deliver, consumer.WithProperties);

    /// <summary>Notes a message that has to be settled.</summary>
    public void OnDelivered(ulong deliveryTag) => _acknowledger.OnDelivered(deliveryTag);

    /// <summary>Settles a message, soon.</summary>
    public void Settle(ulong deliveryTag, MessageSettlement settlement) => _acknowledger.Settle(deliveryTag, settlement);

    /// <summary>Takes a step of setting up.</summary>
    /// <param name="what">What is asked for, in full.</param>
    /// <param name="step">Asks for it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="TransportException">The broker refuses, or does not answer.</exception>
    public async Task<T> SetupAsync<T>(string what, Func<IChannel, CancellationToken, Task<T>> step, CancellationToken cancellationToken)
    {
        try
        {
            return await steps.RunAsync(token => step(channel, token), what, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            throw Failure.OfSetup(what, exception);
        }
    }

    /// <summary>Ends the deliveries to a consumer; what came before stays to be settled.</summary>
    public async ValueTask StopAsync(string consumerTag, CancellationToken cancellationToken)
    {
        if (session.IsClosed)
        {
            return;
        }

        try
        {
            await steps.RunAsync(token => channel.BasicCancelAsync(consumerTag, noWait: false, token), "Stopping a consumer", cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The broker has been asked; only the wait for its answer ends here, and what runs can still be answered.
        }
#pragma warning disable CA1031 // A consumer that cannot be stopped goes with its session.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            session.GiveUp($"a consumer could not be stopped: {exception.Message}");
        }
    }

    /// <summary>Ends the channel once all settlements have been told.</summary>
    public async ValueTask CloseAsync()
    {
        _consumers.ForEach(static consumer => consumer.OnStopping());
        if (session.IsClosed)
        {
            return;
        }

        try
        {
            await _acknowledger.WhenIdleAsync().WaitAsync(timeout).ConfigureAwait(false);
            await steps.CloseAsync(channel).ConfigureAwait(false);
            session.Tap?.Remove(channel.ChannelNumber);
        }
#pragma warning disable CA1031 // A channel that cannot be closed goes with its session.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            session.GiveUp($"a channel could not be closed: {exception.Message}");
        }
    }

    /// <summary>Returns when the broker has answered, behind all deliveries that it had handed over on the channel, or when the channel has ended.</summary>
    /// <remarks>The question, the prefetch anew, changes nothing for consumers that are there already.</remarks>
    public async Task CatchUpAsync(int prefetch, TimeSpan stoodStill)
    {
        try
        {
            await steps.RunAsync(token => channel.BasicQosAsync(0, (ushort)prefetch, global: false, token), "Catching up with the broker", session.Ended).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is OperationCanceledException || !channel.IsOpen)
        {
            // The channel, or the session, has ended.
        }
#pragma warning disable CA1031 // A link that does not answer goes with its session.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            session.GiveUp($"after a standstill of {stoodStill.TotalSeconds:0.#} s: {exception.Message}");
        }
    }
}
