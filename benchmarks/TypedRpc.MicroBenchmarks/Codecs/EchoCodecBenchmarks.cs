using TypedRpc.Serialization;

namespace TypedRpc.MicroBenchmarks.Codecs;

/// <summary>128 bytes each way.</summary>
public class EchoCodecBenchmarks : CodecBenchmarks<byte[], byte[]>
{
    private static readonly byte[] Payload = new byte[128];

    private protected override (RpcMethod<byte[], byte[]> Method, byte[] Arguments, byte[] Result) Create(LayoutCatcher layouts) =>
        (layouts.Catch<byte[], byte[]>(static client => client.EchoAsync(Payload).AsTask()), Payload, Payload);
}
