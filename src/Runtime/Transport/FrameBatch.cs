using TypedRpc.Serialization;

namespace TypedRpc.Transport;

/// <summary>Frames of one message, gathered within bounds. A frame that is alone is sent from where it is, without a copy.</summary>
internal sealed class FrameBatch<TItem>(CoalescingOptions options)
{
    private readonly List<TItem> _items = [];
    private PooledBufferWriter? _buffer;
    private PooledBufferWriter? _single;
    private int _bytes;

    public List<TItem> Items => _items;

    public ReadOnlyMemory<byte> Body => _buffer?.WrittenMemory ?? _single!.WrittenMemory;

    public bool HasRoomFor(PooledBufferWriter frame) =>
        _items.Count == 0 || (_items.Count < options.MaxCalls && _bytes + frame.WrittenCount <= options.MaxBytes);

    public void Add(TItem item, PooledBufferWriter frame)
    {
        if (_items.Count == 0)
        {
            _single = frame;
        }
        else
        {
            if (_buffer is null)
            {
                _buffer = PooledBufferWriter.Rent(int.MaxValue);
                _buffer.Append(_single!.WrittenSpan);
            }

            _buffer.Append(frame.WrittenSpan);
        }

        _items.Add(item);
        _bytes += frame.WrittenCount;
    }

    /// <summary>Gives the body's memory back; the items stay until they are cleared.</summary>
    /// <param name="mayBeRead">Whether the client library may still read the body, because a wait for it was given up: its memory is then left to it.</param>
    public void ReleaseBody(bool mayBeRead)
    {
        if (mayBeRead)
        {
            (_buffer ?? _single)?.GiveAway();
        }

        _buffer?.Dispose();
        _buffer = null;
        _single = null;
        _bytes = 0;
    }
}
