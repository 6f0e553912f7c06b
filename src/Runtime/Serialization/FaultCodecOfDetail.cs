using System.ComponentModel;
using MessagePack;

namespace TypedRpc.Serialization;

/// <summary>Writes and reads one declared fault. For generated code.</summary>
/// <typeparam name="TDetail">Detail of the fault.</typeparam>
/// <param name="name">Wire name of the fault.</param>
/// <param name="codec">Codec of the detail.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class FaultCodec<TDetail>(string name, Codec<TDetail> codec) : FaultCodec(name)
{
    internal override bool Matches(Exception exception) => exception is RpcFaultException<TDetail>;

    internal override void Write(ref MessagePackWriter writer, Exception exception) => codec.Write(ref writer, ((RpcFaultException<TDetail>)exception).Detail);

    internal override RpcException Read(ref MessagePackReader reader, RpcStatusCode statusCode, string message) =>
        new RpcFaultException<TDetail>(codec.Read(ref reader), statusCode, message) { FromRuntime = true };
}
