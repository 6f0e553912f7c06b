using TypedRpc.Serialization;

namespace TypedRpc.Transport;

/// <summary>Frames of one message, gathered within bounds. They stay where they are, unless the session wants them in one piece.</summary>
internal sealed class FrameBatch<TItem>(CoalescingOptions options)
{
    private readonly List<TItem> _items = [];
    private readonly List<PooledBufferWriter> _frames = [];
    private byte[] _whole = [];
    private int _bytes;

    public List<TItem> Items => _items;

    public bool HasRoomFor(PooledBufferWriter frame) =>
        _items.Count == 0 || (_items.Count < options.MaxCalls && _bytes + frame.WrittenCount <= options.MaxBytes);

    public void Add(TItem item, PooledBufferWriter frame)
    {
        _items.Add(item);
        _frames.Add(frame);
        _bytes += frame.WrittenCount;
    }

    /// <summary>The body, as the session takes it.</summary>
    public MessageBody BodyFor(ITransportSession session)
    {
        if (_frames.Count == 1)
        {
            return new MessageBody(_frames[0].WrittenMemory);
        }

        if (session.TakesParts)
        {
            return new MessageBody(default, _frames);
        }

        _whole = BufferPool.Rent(_bytes);
        var written = 0;
        foreach (var frame in _frames)
        {
            frame.WrittenSpan.CopyTo(_whole.AsSpan(written));
            written += frame.WrittenCount;
        }

        return new MessageBody(_whole.AsMemory(0, written));
    }

    /// <summary>Gives the body's memory back; the items stay until they are cleared.</summary>
    /// <param name="mayBeRead">Whether the body may still be read, because a wait for it was given up: its memory is then left to the reader.</param>
    public void ReleaseBody(bool mayBeRead)
    {
        if (mayBeRead)
        {
            _frames.ForEach(static frame => frame.GiveAway());
        }
        else if (_whole.Length > 0)
        {
            BufferPool.Return(_whole);
        }

        _whole = [];
        _frames.Clear();
        _bytes = 0;
    }
}
