using MessagePack;
using TypedRpc.Events;
using TypedRpc.Serialization;

namespace TypedRpc.Generator.Tests.RoundTrip;

/// <summary>An event whose arguments are a routing key and a byte array.</summary>
internal sealed class LoopbackEvent(EventInfo info, string routingKey, byte[] body, CancellationToken cancellationToken) : EventCall
{
    public override int EventIndex => info.Index;

    public override CancellationToken CancellationToken => cancellationToken;

    public override TArguments ReadArguments<TArguments>(EventMethod<TArguments> method)
    {
        method.Info.ShouldBeSameAs(info);
        var reader = new MessagePackReader(body);
        var count = reader.ReadArrayHeader();
        return method.ReadArguments(new RoutingKeyReader(info, routingKey), ref reader, count);
    }
}
