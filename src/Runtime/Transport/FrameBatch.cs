using System.Buffers;
using TypedRpc.Serialization;

namespace TypedRpc.Transport;

/// <summary>Frames of one message, gathered within bounds. A frame that is alone is sent from where it is, without a copy.</summary>
internal sealed class FrameBatch<TItem>(CoalescingOptions options)
{
    private const int InitialSize = 4096;

    private readonly List<TItem> _items = [];
    private PooledBufferWriter? _single;
    private byte[] _buffer = [];
    private int _bytes;

    // The size of the last body that was gathered: the next one of a busy line is much like it, and a buffer that grows copies everything again. A frame that is
    // alone, of whatever size, says nothing about that.
    private int _usual;

    public List<TItem> Items => _items;

    public ReadOnlyMemory<byte> Body => _items.Count == 1 ? _single!.WrittenMemory : _buffer.AsMemory(0, _bytes);

    public bool HasRoomFor(PooledBufferWriter frame) =>
        _items.Count == 0 || (_items.Count < options.MaxCalls && _bytes + frame.WrittenCount <= options.MaxBytes);

    public void Add(TItem item, PooledBufferWriter frame)
    {
        if (_items.Count == 0)
        {
            _single = frame;
            _bytes = frame.WrittenCount;
        }
        else
        {
            if (_items.Count == 1)
            {
                _bytes = 0;
                Append(_single!.WrittenSpan);
            }

            Append(frame.WrittenSpan);
        }

        _items.Add(item);
    }

    /// <summary>Gives the body's memory back; the items stay until they are cleared.</summary>
    /// <param name="mayBeRead">Whether the client library may still read the body, because a wait for it was given up: its memory is then left to it.</param>
    public void ReleaseBody(bool mayBeRead)
    {
        if (mayBeRead)
        {
            _single!.GiveAway();
        }
        else if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
        }

        if (_items.Count > 1)
        {
            _usual = _bytes;
        }

        _buffer = [];
        _single = null;
        _bytes = 0;
    }

    private void Append(ReadOnlySpan<byte> frame)
    {
        var needed = _bytes + frame.Length;
        if (needed > _buffer.Length)
        {
            var grown = ArrayPool<byte>.Shared.Rent(Math.Max(needed, _buffer.Length == 0 ? Math.Max(InitialSize, _usual) : 2 * _buffer.Length));
            _buffer.AsSpan(0, _bytes).CopyTo(grown);
            if (_buffer.Length > 0)
            {
                ArrayPool<byte>.Shared.Return(_buffer);
            }

            _buffer = grown;
        }

        frame.CopyTo(_buffer.AsSpan(_bytes));
        _bytes = needed;
    }
}
