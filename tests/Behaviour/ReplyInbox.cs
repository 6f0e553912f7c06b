using System.Threading.Channels;
using TypedRpc.Protocol;

namespace TypedRpc.Behaviour;

/// <summary>What a stranger gets back: the frames of the messages in its reply queue, one after another.</summary>
public sealed class ReplyInbox(string address, ChannelReader<byte[]> messages, IAsyncDisposable owner) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private ReadOnlyMemory<byte> _rest;

    /// <summary>Name of the queue, to be used as reply-to.</summary>
    public string Address { get; } = address;

    /// <summary>The next answer: <c>id Result</c>, or <c>id status outcome</c> of a fault.</summary>
    public async Task<string> NextAsync() => Text(await NextFrameAsync());

    public ValueTask DisposeAsync() => owner.DisposeAsync();

    internal async Task<Frame> NextFrameAsync()
    {
        while (_rest.IsEmpty)
        {
            _rest = await messages.ReadAsync().AsTask().WaitAsync(Patience);
        }

        FrameReader.TryRead(ref _rest, out var frame, out var error).ShouldBeTrue(error);
        return frame;
    }

    private static string Text(Frame frame) => frame.Kind == FrameKind.Result ? $"{frame.CallId} Result" : $"{frame.CallId} {frame.Status} {frame.Outcome}";
}
