using System.Buffers;
using MessagePack;
using TypedRpc.Events;
using TypedRpc.Serialization;

namespace TypedRpc.Generator.Tests.RoundTrip;

/// <summary>Hands the routing key and the bytes of an event straight to a dispatcher.</summary>
internal sealed class LoopbackPublisher<TContract>(EventDispatcher<TContract> dispatcher, TContract subscriber, RpcSerializer serializer) : EventInvoker
    where TContract : class
{
    public override RpcSerializer Serializer => serializer;

    /// <summary>The key of the last event.</summary>
    public string RoutingKey { get; private set; } = "";

    /// <summary>The arguments of the last event.</summary>
    public byte[] Body { get; private set; } = [];

    public override ValueTask PublishAsync<TArguments>(EventMethod<TArguments> method, in TArguments arguments, CancellationToken cancellationToken)
    {
        var key = new RoutingKeyWriter(method.Info, new char[RoutingKeyWriter.MaxBytes]);
        method.WriteKey(ref key, in arguments);
        RoutingKey = key.Finish();
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(buffer);
        method.WriteArguments(ref writer, in arguments);
        writer.Flush();
        Body = buffer.WrittenSpan.ToArray();
        return dispatcher.DispatchAsync(subscriber, new LoopbackEvent(method.Info, RoutingKey, Body, cancellationToken));
    }
}
