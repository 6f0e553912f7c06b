using MessagePack;
using TypedRpc.Serialization;

namespace TypedRpc.Events;

/// <summary>One event at a subscriber.</summary>
internal sealed class EventDelivery(EventInfo info, ReceivedMessage message) : EventCall
{
    public override int EventIndex => info.Index;

    public override CancellationToken CancellationToken => message.CancellationToken;

    public override TArguments ReadArguments<TArguments>(EventMethod<TArguments> method)
    {
        try
        {
            PayloadShape.Check(message.Body.Span);
            var key = new RoutingKeyReader(info, message.RoutingKey);
            var reader = new MessagePackReader(message.Body);

            // What is not read are arguments of a later version of the contract.
            return method.ReadArguments(in key, ref reader, reader.ReadArrayHeader());
        }
        catch (Exception exception) when (exception is RpcDecodeException or MessagePackSerializationException or EndOfStreamException or OverflowException
            or InsufficientExecutionStackException or ArgumentException or FormatException)
        {
            throw new RejectMessageException($"The arguments of {info.FullName} cannot be decoded: {exception.Message}", exception);
        }
    }
}
