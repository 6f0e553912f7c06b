using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using TypedRpc.Diagnostics;
using TypedRpc.Transport;

namespace TypedRpc.Messaging;

/// <summary>A subscription: consumes its queue in every session and hands its messages to workers.</summary>
internal sealed class MessageSubscriber : IMessageHandler, ISubscription
{
    /// <summary>How long handlers get to end after their token has fired.</summary>
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(2);

    private readonly MessageSubscribers _owner;
    private readonly SubscriptionPlan _plan;
    private readonly MessageProcessor _processor;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;
    private readonly Channel<MessageDelivery> _deliveries;
    private readonly Task _workers;
    private readonly CancellationTokenSource _draining = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _lock = new();
    private IMessageConsumer? _consumer;
    private Task? _drain;

    public MessageSubscriber(
        MessageSubscribers owner, SubscriptionPlan plan, SubscriberOptions options, Func<ReceivedMessage, ValueTask> handler, MessageSender sender, TimeProvider timeProvider, ILogger logger)
    {
        _owner = owner;
        _plan = plan;
        _timeProvider = timeProvider;
        _logger = logger;
        Sender = sender;
        _processor = new MessageProcessor(this, plan, options, handler, timeProvider, logger);
        var workers = options.Ordered ? 1 : options.MaxConcurrency;
        _deliveries = Channel.CreateUnbounded<MessageDelivery>(new UnboundedChannelOptions { SingleReader = workers == 1 });

        // Handlers must not run in the context of whoever has subscribed.
        using (ExecutionContext.IsFlowSuppressed() ? null : (AsyncFlowControl?)ExecutionContext.SuppressFlow())
        {
            _workers = Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(WorkAsync)));
        }
    }

    public MessageSender Sender { get; }

    public string? Queue => _plan.Queue ?? Volatile.Read(ref _consumer)?.Queue;

    /// <summary>Fires when it stops: no attempt starts any more.</summary>
    public CancellationToken Draining => _draining.Token;

    /// <summary>Fires when it stops and does not wait any longer.</summary>
    public CancellationToken Stopping => _stopping.Token;

    public async ValueTask ConsumeAsync(ITransportSession session, CancellationToken cancellationToken)
    {
        if (Draining.IsCancellationRequested)
        {
            return;
        }

        var consumer = await session.SubscribeAsync(_plan.Subscription, this, cancellationToken).ConfigureAwait(false);
        Interlocked.Exchange(ref _consumer, consumer);
        if (Draining.IsCancellationRequested && Interlocked.Exchange(ref _consumer, null) is { } late)
        {
            // It was ended while its consumer was set up, and the drain has not seen it.
            await late.CloseAsync().ConfigureAwait(false);
            return;
        }

        RpcLog.Subscribed(_logger, _plan.Name, consumer.Queue);
    }

    public void OnMessage(IMessageConsumer consumer, in InboundMessage message)
    {
        if (message.SkippedBytes == 0)
        {
            Enqueue(new MessageDelivery(this, consumer, in message));
            return;
        }

        // Its body is not here, so that only the broker can move it to the dead-letter queue.
        MessageTelemetry.DeadLettered.Add(1);
        RpcLog.MessageGivenUp(_logger, _plan.Name, $"{message.SkippedBytes:N0} bytes are more than this connection takes");
        consumer.Settle(message.DeliveryTag, MessageSettlement.Reject);
    }

    public void Enqueue(MessageDelivery delivery)
    {
        // Once it drains nothing is taken any more; what is not settled goes back when the consumer closes.
        if (_deliveries.Writer.TryWrite(delivery))
        {
            MessageTelemetry.Waiting.Add(1);
        }
    }

    public ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            _drain ??= DrainAsync();
        }

        return new ValueTask(_drain);
    }

    private async Task DrainAsync()
    {
        await _draining.CancelAsync().ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var consumer = Interlocked.Exchange(ref _consumer, null);
        try
        {
            // An ordered one is not stopped, only closed: the broker would hand the others what comes next while this one still holds what comes before.
            if (consumer is not null && !_plan.Subscription.Queue.SingleActiveConsumer)
            {
                await consumer.StopAsync(CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (TransportException)
        {
            // The session has ended, and with it the deliveries.
        }

        _deliveries.Writer.TryComplete();
        if (!await EndsWithinAsync(Sender.Options.DrainTimeout).ConfigureAwait(false))
        {
            await _stopping.CancelAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await EndsWithinAsync(LastWords).ConfigureAwait(false);
        }

        _owner.Remove(this);
        if (consumer is not null)
        {
            await consumer.CloseAsync().ConfigureAwait(false);
        }
    }

    private async Task<bool> EndsWithinAsync(TimeSpan time)
    {
        try
        {
            await _workers.WaitAsync(time, _timeProvider).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private async Task WorkAsync()
    {
        await foreach (var delivery in _deliveries.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            if (!delivery.IsStale && !Draining.IsCancellationRequested)
            {
                await _processor.ProcessAsync(delivery).ConfigureAwait(false);
            }

            MessageTelemetry.Waiting.Add(-1);
        }
    }
}
