using RabbitMQ.Client;
using TypedRpc.Transport;

namespace TypedRpc.RabbitMQ.Transport;

/// <summary>A service's consumers in a session, on a channel of their own.</summary>
internal sealed class RabbitMqServiceConsumer(RabbitMqSession session, IChannel channel, SessionSteps steps, int prefetch, TimeSpan timeout) : IServiceConsumer
{
    private readonly Acknowledger _acknowledger = new(session, channel, timeout);
    private const string RequestTag = "r";
    private const string ControlTag = "c";

    private string? _tag;
    private DeliveryConsumer? _requests;
    private DeliveryConsumer? _control;

    public ITransportSession Session => session;

    /// <summary>Starts consuming; returns the name of the control queue.</summary>
    public async Task<string> StartAsync(ServiceBinding binding, IDeliveryHandler handler, RabbitMqTopology topology, CancellationToken cancellationToken)
    {
        var control = await SetupAsync(
            "Declaring a control queue of this server's own",
            token => channel.QueueDeclareAsync(string.Empty, durable: false, exclusive: true, autoDelete: true, cancellationToken: token),
            cancellationToken).ConfigureAwait(false);
        await topology.BindAsync(control.QueueName, binding.Address.Exchange, binding.ControlKey, cancellationToken).ConfigureAwait(false);
        var standstill = session.Standstill.Add(this);
        _requests = new DeliveryConsumer(channel, session, binding.Queue, message =>
        {
            _acknowledger.OnDelivered(message.DeliveryTag);
            handler.OnRequest(this, message with { MayHaveWaited = standstill.MayHaveWaited() });
        });
        _control = new DeliveryConsumer(channel, session, control.QueueName, message => handler.OnControl(this, in message));
        session.Tap?.Add(channel.ChannelNumber, RequestTag, _requests.Deliver);
        session.Tap?.Add(channel.ChannelNumber, ControlTag, _control.Deliver);
        await SetupAsync(
            $"Consuming from queue '{binding.Queue}'",
            async token =>
            {
                await channel.BasicQosAsync(0, (ushort)prefetch, global: false, token).ConfigureAwait(false);
                await channel.BasicConsumeAsync(control.QueueName, autoAck: true, ControlTag, noLocal: false, exclusive: false, null, _control, token).ConfigureAwait(false);
                return _tag = await channel.BasicConsumeAsync(binding.Queue, autoAck: false, RequestTag, noLocal: false, exclusive: false, null, _requests, token).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
        return control.QueueName;
    }

    public void Settle(ulong deliveryTag, bool accepted) => _acknowledger.Settle(deliveryTag, accepted);

    public async ValueTask StopAsync(CancellationToken cancellationToken)
    {
        session.Forget(this);
        if (session.IsClosed || _tag is null)
        {
            return;
        }

        try
        {
            await steps.RunAsync(token => channel.BasicCancelAsync(_tag, noWait: false, token), "Stopping a consumer", cancellationToken).ConfigureAwait(false);
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

    public async ValueTask CloseAsync()
    {
        session.Forget(this);
        session.Standstill.Remove(this);
        _requests?.OnStopping();
        _control?.OnStopping();
        if (session.IsClosed)
        {
            return;
        }

        try
        {
            await _acknowledger.WhenIdleAsync().WaitAsync(timeout).ConfigureAwait(false);
            await steps.RunAsync(token => channel.CloseAsync(token), "Closing a channel", CancellationToken.None).ConfigureAwait(false);
            session.Tap?.Remove(channel.ChannelNumber);
        }
#pragma warning disable CA1031 // A channel that cannot be closed goes with its session.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            session.GiveUp($"a channel could not be closed: {exception.Message}");
        }
    }

    /// <summary>Returns when the broker has answered, behind all deliveries that it had handed over on the channel, or when the channel has ended. The question changes nothing for consumers that are there already.</summary>
    public async Task CatchUpAsync(TimeSpan stoodStill)
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

    private async Task<T> SetupAsync<T>(string what, Func<CancellationToken, Task<T>> step, CancellationToken cancellationToken)
    {
        try
        {
            return await steps.RunAsync(step, what, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            throw Failure.OfSetup(what, exception);
        }
    }
}
