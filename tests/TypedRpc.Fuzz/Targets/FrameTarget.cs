using MessagePack;
using TypedRpc.Fuzz.Benches;
using TypedRpc.Fuzz.Mutation;
using TypedRpc.Protocol;

namespace TypedRpc.Fuzz.Targets;

/// <summary>A message body taken apart into frames: each ends in a frame or an error text, and every frame has a length.</summary>
internal sealed class FrameTarget : IFuzzTarget
{
    public IReadOnlyList<byte[]> Seeds { get; } =
    [
        .. SeedMessages.Instance.Requests, SeedMessages.RequestWithHeaders, SeedMessages.Cancel(), SeedMessages.Reply([0xc0]), SeedMessages.Fault(SeedMessages.Instance.FaultDetail),
        [.. SeedMessages.Cancel(), .. SeedMessages.RequestWithHeaders, .. SeedMessages.Cancel()],
    ];

    public IMutator Mutator => MessagePackMutator.Instance;

    public void Run(byte[] input)
    {
        ReadOnlyMemory<byte> body = input;
        while (!body.IsEmpty)
        {
            var before = body.Length;
            if (!FrameReader.TryRead(ref body, out var frame, out var error))
            {
                FuzzFailureException.ThrowIf(string.IsNullOrEmpty(error) || body.Length != before, "an error without a text, or half a frame taken off");
                return;
            }

            FuzzFailureException.ThrowIf(error is not null || body.Length >= before, "a frame without a length, or with an error");
            Check(in frame);
        }
    }

    public void Dispose()
    {
    }

    private static void Check(in Frame frame)
    {
        if (frame.Kind == FrameKind.Call)
        {
            // The headers are one whole value, whatever it is.
            var reader = new MessagePackReader(frame.Headers);
            reader.Skip();
            FuzzFailureException.ThrowIf(!reader.End, "bytes behind the headers");
        }
    }
}
