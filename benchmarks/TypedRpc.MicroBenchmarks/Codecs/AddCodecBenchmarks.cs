using TypedRpc.Serialization;

namespace TypedRpc.MicroBenchmarks.Codecs;

/// <summary>Two numbers there, one back.</summary>
public class AddCodecBenchmarks : CodecBenchmarks<(int, int), int>
{
    private protected override (RpcMethod<(int, int), int> Method, (int, int) Arguments, int Result) Create(LayoutCatcher layouts) =>
        (layouts.Catch<(int, int), int>(static client => client.AddAsync(1, 100_000).AsTask()), (1, 100_000), 100_001);
}
