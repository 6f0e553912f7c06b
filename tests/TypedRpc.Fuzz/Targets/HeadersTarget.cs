using System.Diagnostics;
using TypedRpc.Fuzz.Mutation;
using TypedRpc.Protocol;

namespace TypedRpc.Fuzz.Targets;

/// <summary>The header map of a call, and the trace context in it.</summary>
internal sealed class HeadersTarget : IFuzzTarget
{
    public IReadOnlyList<byte[]> Seeds { get; } =
    [
        [0xc0], [0x80], [0x81, 0xa1, (byte)'a', 0xa1, (byte)'b'],
        [0x83, .. Text("tenant"), .. Text("blue"), .. Text("traceparent"), .. Text("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"), .. Text("tracestate"), .. Text("a=b")],
        [0x82, .. Text("traceparent"), .. Text("cc-00000000000000000000000000000000-0000000000000000-ff-x"), .. Text("traceparent"), 0xc0],
    ];

    public IMutator Mutator => MessagePackMutator.Instance;

    public void Run(byte[] input)
    {
        // Never throws: it is read while a call is refused.
        Check(HeaderCodec.ReadTrace(input));
        try
        {
            if (HeaderCodec.Read(input) is { } headers)
            {
                Check(headers.Trace);
                FuzzFailureException.ThrowIf(headers.Headers.Any(static pair => pair.Key is null || pair.Value is null), "a header is null");
            }
        }
        catch (Exception exception) when (HeaderCodec.IsUnreadable(exception))
        {
        }
    }

    public void Dispose()
    {
    }

    private static void Check(ActivityContext context) =>
        FuzzFailureException.ThrowIf(context != default && !context.IsRemote, "a trace context that came from elsewhere counts as ours");

    private static byte[] Text(string text) => [0xd9, (byte)text.Length, .. System.Text.Encoding.ASCII.GetBytes(text)];
}
