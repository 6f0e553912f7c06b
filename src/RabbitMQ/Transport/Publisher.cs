using System.Globalization;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using TypedRpc.Protocol;
using TypedRpc.Transport;

namespace TypedRpc.RabbitMQ.Transport;

/// <summary>Publishes on one channel of a session.</summary>
/// <param name="session">The session.</param>
/// <param name="channel">The channel.</param>
/// <param name="stream">The connection's stream, to write messages to without the library's help, or null.</param>
/// <param name="frameMax">Largest frame of the connection; 0 for no limit.</param>
/// <param name="userId">Broker user that messages state, or null.</param>
/// <param name="timeout">Longest time for a write or a confirm.</param>
internal sealed class Publisher(RabbitMqSession session, IChannel channel, GatheringStream? stream, int frameMax, string? userId, TimeSpan timeout)
{
    private readonly NameCache<ShortString> _names = new(static name => new ShortString(name));
    private readonly ShortString? _userId = userId is null ? null : new ShortString(userId);
    private readonly int _frameMax = frameMax > 0 ? frameMax : int.MaxValue;

    public ValueTask PublishAsync(in OutboundMessage message)
    {
        ValueTask publish;
        try
        {
            publish = stream is null
                ? channel.BasicPublishAsync(message.Exchange, message.RoutingKey, message.Mandatory, Properties(in message), message.Body, CancellationToken.None)
                : PublishDirectly(in message, stream);
        }
        catch (Exception exception) when (IsOfTheLink(exception))
        {
            throw Lost(exception);
        }

        return publish.IsCompletedSuccessfully ? publish : AwaitAsync(publish);
    }

    public async ValueTask PublishConfirmedAsync(OutboundMessage message, CancellationToken cancellationToken)
    {
        try
        {
            // Not to be cancelled: the library would keep its confirm, fail it at the channel's end, and nobody would observe that.
            var confirm = channel.BasicPublishAsync(message.Exchange, message.RoutingKey, message.Mandatory, Properties(in message), message.Body, CancellationToken.None).AsTask();
            await WhileBlockedAsync(confirm, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (PublishException exception) when (exception.IsReturn)
        {
            throw new TransportException(TransportError.Unroutable, $"Nothing is bound to '{message.RoutingKey}' of exchange '{message.Exchange}'.", exception);
        }
        catch (PublishException exception)
        {
            throw new TransportException(TransportError.Rejected, $"The broker refused the message for '{message.RoutingKey}' of exchange '{message.Exchange}': its queue is full, or has failed.", exception);
        }
        catch (TimeoutException exception)
        {
            session.GiveUp("a confirm did not come in time");
            throw new TransportException(TransportError.Unavailable, "The broker did not confirm the message in time.", exception) { MayHaveBeenSent = true };
        }
        catch (Exception exception) when (IsOfTheLink(exception))
        {
            throw new TransportException(TransportError.Unavailable, $"The connection was lost before the broker confirmed the message: {exception.Message}", exception) { MayHaveBeenSent = true };
        }
    }

    private ValueTask PublishDirectly(in OutboundMessage message, GatheringStream direct) => direct.Publish(new PublishCommand(
        (ushort)channel.ChannelNumber,
        _frameMax,
        _names.Get(message.Exchange),
        _names.Get(message.RoutingKey),
        message.ReplyTo is null ? null : _names.Get(message.ReplyTo),
        _userId,
        in message));

    private async ValueTask AwaitAsync(ValueTask publish)
    {
        try
        {
            // The library's queue is full.
            await WhileBlockedAsync(publish.AsTask(), CancellationToken.None).ConfigureAwait(false);
        }
        catch (TimeoutException exception)
        {
            session.GiveUp("a message could not be written in time");
            throw new TransportException(TransportError.Unavailable, "A message could not be written in time.", exception) { MayHaveBeenSent = true };
        }
        catch (Exception exception) when (IsOfTheLink(exception))
        {
            throw Lost(exception);
        }
    }

    /// <summary>Waits with a bound that does not count while the broker blocks the connection: then nothing moves, as it should be; otherwise the link is stuck.</summary>
    private async Task WhileBlockedAsync(Task task, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                try
                {
                    await task.WaitAsync(timeout, cancellationToken).ConfigureAwait(false);
                    return;
                }
                catch (TimeoutException) when (!task.IsCompleted && session.IsBlocked && !session.IsClosed)
                {
                }
            }
        }
        finally
        {
            Bounded.Abandon(task);
        }
    }

    private BasicProperties Properties(in OutboundMessage message) => new()
    {
        ContentType = WireConstants.ContentType,
        ReplyTo = message.ReplyTo,
        Expiration = message.ExpirationMilliseconds?.ToString(CultureInfo.InvariantCulture),
        DeliveryMode = message.Persistent ? DeliveryModes.Persistent : DeliveryModes.Transient,
        UserId = userId,
    };

    // The library throws before it has taken the message, so it was not sent.
    private static TransportException Lost(Exception exception) => new(TransportError.Unavailable, $"The connection was lost: {exception.Message}", exception);

    private static bool IsOfTheLink(Exception exception) =>
        exception is RabbitMQClientException or ObjectDisposedException or System.Threading.Channels.ChannelClosedException or IOException or InvalidOperationException or OperationCanceledException;
}
