using Microsoft.Extensions.Logging;
using TypedRpc.Diagnostics;
using TypedRpc.Transport;

namespace TypedRpc.Messaging;

/// <summary>What happens to one message: handled, tried again later, or given up. Never throws.</summary>
internal sealed class MessageProcessor(
    MessageSubscriber subscriber, SubscriptionPlan plan, SubscriberOptions options, Func<ReceivedMessage, ValueTask> handler, TimeProvider timeProvider, ILogger logger)
{
    private readonly LogRateLimit _rateLimit = new(timeProvider);

    public async ValueTask ProcessAsync(MessageDelivery message)
    {
        if (options.Acknowledgement == AcknowledgementMode.Automatic)
        {
            message.Settle(MessageSettlement.Accept);
        }

        while (await HandleAsync(message).ConfigureAwait(false) is { } failure)
        {
            if (!await GoOnAsync(message, failure).ConfigureAwait(false))
            {
                return;
            }
        }
    }

    /// <summary>Runs the handler; null when the message is done with.</summary>
    private async ValueTask<Exception?> HandleAsync(MessageDelivery message)
    {
        var activity = MessageTelemetry.StartProcess(plan.Name, message);
        EventContext.SetCurrent(message);
        Exception? failure = null;
        try
        {
            if (await IsDuplicateAsync(message).ConfigureAwait(false))
            {
                MessageTelemetry.Duplicates.Add(1);
            }
            else
            {
                await handler(message).ConfigureAwait(false);
                MessageTelemetry.Consumed.Add(1);
                await RememberAsync(message).ConfigureAwait(false);
            }

            Settle(message, MessageSettlement.Accept);
        }
#pragma warning disable CA1031 // Whatever a handler throws, its message is settled.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            failure = exception;
        }

        MessageTelemetry.Stop(activity, failure?.GetType().FullName, failure is null ? null : TextOf(failure));
        return failure;
    }

    /// <summary>Decides what becomes of a message whose handler has failed; says whether it is to be handled again here and now.</summary>
    private async ValueTask<bool> GoOnAsync(MessageDelivery message, Exception failure)
    {
        if (failure is OperationCanceledException && subscriber.Stopping.IsCancellationRequested)
        {
            Settle(message, MessageSettlement.Requeue);
            return false;
        }

        message.Attempts++;
        var givenUp = failure is RejectMessageException || message.Attempts >= options.MaxAttempts || options.Acknowledgement == AcknowledgementMode.Automatic;
        if (_rateLimit.TryEnter())
        {
            RpcLog.MessageFailed(logger, failure, Printable.Text(message.RoutingKey), plan.Name, message.Attempts, givenUp ? "It is given up." : $"It is tried again in {options.RetryDelay}.");
        }

        if (givenUp)
        {
            MessageTelemetry.DeadLettered.Add(1);
            await MoveAsync(message, plan.DeadQueue, failure).ConfigureAwait(false);
            return false;
        }

        MessageTelemetry.Retried.Add(1);
        if (plan.RetryQueue is not null)
        {
            await MoveAsync(message, plan.RetryQueue, failure).ConfigureAwait(false);
            return false;
        }

        if (!options.Ordered)
        {
            _ = ComeBackAsync(message);
            return false;
        }

        return await WaitAsync().ConfigureAwait(false) && !message.IsStale;
    }

    /// <summary>Publishes the message to another queue of the subscription, and takes it off its own when the broker has it there.</summary>
    private async ValueTask MoveAsync(MessageDelivery message, string? queue, Exception failure)
    {
        if (queue is null || options.Acknowledgement == AcknowledgementMode.Automatic)
        {
            Settle(message, MessageSettlement.Reject);
            return;
        }

        try
        {
            var properties = MessageHeaders.Onward(message, message.Attempts, $"{failure.GetType().Name}: {TextOf(failure)}");
            await subscriber.Sender.SendAsync(new OutgoingMessage(string.Empty, queue, message.Body, properties), new PublishOptions { Mandatory = true }, subscriber.Stopping).ConfigureAwait(false);
            Settle(message, MessageSettlement.Accept);
        }
        catch (Exception exception) when (exception is RpcException or OperationCanceledException)
        {
            RpcLog.MessageNotMoved(logger, plan.Name, queue, exception.Message);

            // Not at once: what stands in the way may stand there for a while.
            _ = ReturnLaterAsync(message);
        }
    }

    private async Task ReturnLaterAsync(MessageDelivery message)
    {
        await WaitAsync().ConfigureAwait(false);
        Settle(message, MessageSettlement.Requeue);
    }

    private async Task ComeBackAsync(MessageDelivery message)
    {
        if (await WaitAsync().ConfigureAwait(false))
        {
            subscriber.Enqueue(message);
        }
    }

    /// <summary>Waits for the time between two attempts; false if the subscription ends first.</summary>
    private async Task<bool> WaitAsync()
    {
        try
        {
            await Task.Delay(options.RetryDelay, timeProvider, subscriber.Draining).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private ValueTask<bool> IsDuplicateAsync(MessageDelivery message) => options.Deduplication is { } store && message.MessageId is { } id
        ? store.ContainsAsync(plan.Name, id, subscriber.Stopping)
        : new ValueTask<bool>(false);

    private async ValueTask RememberAsync(MessageDelivery message)
    {
        if (options.Deduplication is not { } store || message.MessageId is not { } id)
        {
            return;
        }

        try
        {
            await store.AddAsync(plan.Name, id, options.DeduplicationWindow, subscriber.Stopping).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The message has been handled; that it may be so again is better than that it surely is.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            RpcLog.BackgroundFailure(logger, exception, $"Remembering a handled message of {plan.Name}");
        }
    }

    private void Settle(MessageDelivery message, MessageSettlement settlement)
    {
        if (options.Acknowledgement == AcknowledgementMode.AfterHandler)
        {
            message.Settle(settlement);
        }
    }

    private static string TextOf(Exception exception)
    {
        try
        {
            return exception.Message;
        }
#pragma warning disable CA1031 // The exception is a user's: reading its message may throw.
        catch (Exception)
#pragma warning restore CA1031
        {
            return string.Empty;
        }
    }
}
