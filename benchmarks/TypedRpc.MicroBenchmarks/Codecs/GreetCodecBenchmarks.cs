using TypedRpc.Serialization;

namespace TypedRpc.MicroBenchmarks.Codecs;

/// <summary>22 characters each way.</summary>
public class GreetCodecBenchmarks : CodecBenchmarks<string, string>
{
    private const string Name = "a name of usual length";

    private protected override (RpcMethod<string, string> Method, string Arguments, string Result) Create(LayoutCatcher layouts) =>
        (layouts.Catch<string, string>(static client => client.GreetAsync(Name).AsTask()), Name, Name);
}
