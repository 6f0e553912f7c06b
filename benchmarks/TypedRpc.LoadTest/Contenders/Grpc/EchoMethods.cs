using System.Buffers;
using Grpc.Core;

namespace TypedRpc.LoadTest.Contenders.Grpc;

/// <summary>What protoc would generate, with the bytes themselves as the messages: no cheaper message exists.</summary>
internal static class EchoMethods
{
    private const string Service = "loadtest.Echo";

    private static readonly Marshaller<byte[]> Bytes = new(Write, static context => context.PayloadAsReadOnlySequence().ToArray());

    public static Method<byte[], byte[]> Fast { get; } = new(MethodType.Unary, Service, "Echo", Bytes, Bytes);

    public static Method<byte[], byte[]> Slow { get; } = new(MethodType.Unary, Service, "EchoSlowly", Bytes, Bytes);

    /// <summary>Found by name through <see cref="BindServiceMethodAttribute"/>.</summary>
    public static void Bind(ServiceBinderBase binder, EchoServiceBase? service)
    {
        binder.AddMethod(Fast, service is null ? null! : new UnaryServerMethod<byte[], byte[]>(service.Echo));
        binder.AddMethod(Slow, service is null ? null! : new UnaryServerMethod<byte[], byte[]>(service.EchoSlowly));
    }

    private static void Write(byte[] payload, SerializationContext context)
    {
        context.SetPayloadLength(payload.Length);
        context.GetBufferWriter().Write(payload);
        context.Complete();
    }
}
