using MessagePack;
using TypedRpc.Messaging;
using TypedRpc.Protocol;
using TypedRpc.Serialization;
using TypedRpc.Transport;

namespace TypedRpc.Events;

/// <summary>Publishes the events of one contract.</summary>
internal sealed class EventPublisher(EventsInfo events, MessageSender sender, PublisherOptions options, RpcSerializer serializer, TimeProvider timeProvider) : EventInvoker
{
    private readonly ExchangeDeclaration _exchange = new(events.Exchange, RpcExchangeType.Topic, sender.Options.DeclareTopology);

    public override RpcSerializer Serializer => serializer;

    public override ValueTask PublishAsync<TArguments>(EventMethod<TArguments> method, in TArguments arguments, CancellationToken cancellationToken)
    {
        string routingKey;
        byte[] body;
        try
        {
            routingKey = KeyOf(method, in arguments);
            body = Encode(method, in arguments);
        }
        catch (Exception exception) when (exception is ArgumentException or RpcException)
        {
            return ValueTask.FromException(exception);
        }

        var properties = new MessageProperties
        {
            ContentType = WireConstants.EventContentType,
            MessageId = sender.NextId(),
            Type = method.Info.FullName,
            Timestamp = timeProvider.GetUtcNow(),
            Persistent = options.Persistent,
        };
        return sender.SendAsync(_exchange, routingKey, body, properties, options.Mandatory, options.Timeout, cancellationToken);
    }

    private static string KeyOf<TArguments>(EventMethod<TArguments> method, in TArguments arguments)
    {
        if (method.Info.Template.PlaceholderCount == 0)
        {
            return method.Info.RoutingKey;
        }

        var writer = new RoutingKeyWriter(method.Info, stackalloc char[RoutingKeyWriter.MaxBytes]);
        method.WriteKey(ref writer, in arguments);
        return writer.Finish();
    }

    private byte[] Encode<TArguments>(EventMethod<TArguments> method, in TArguments arguments)
    {
        using var buffer = PooledBufferWriter.Rent(sender.Options.MaxMessageSize);
        try
        {
            var writer = new MessagePackWriter(buffer);
            method.WriteArguments(ref writer, in arguments);
            writer.Flush();
            return buffer.WrittenSpan.ToArray();
        }
#pragma warning disable CA1031 // Formatters of users throw whatever they like.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            throw EncodeFailure.Of($"The event {method.Info.FullName}", method.Info.FullName, sender.Options.MaxMessageSize, exception);
        }
    }
}
