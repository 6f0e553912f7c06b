using Grpc.Core;

namespace TypedRpc.LoadTest.Contenders.Grpc;

/// <summary>What protoc would generate: grpc-dotnet only finds methods that override those of a base like this.</summary>
[BindServiceMethod(typeof(EchoMethods), nameof(EchoMethods.Bind))]
internal abstract class EchoServiceBase
{
    public abstract Task<byte[]> Echo(byte[] request, ServerCallContext context);

    public abstract Task<byte[]> EchoSlowly(byte[] request, ServerCallContext context);
}
