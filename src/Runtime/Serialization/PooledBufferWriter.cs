using System.Buffers;
using System.Buffers.Binary;

namespace TypedRpc.Serialization;

/// <summary>A growing buffer over pooled memory that refuses to grow past a limit. It must be disposed exactly once, by its last user.</summary>
internal sealed class PooledBufferWriter(int limit) : IBufferWriter<byte>, IDisposable
{
    private const int InitialSize = 256;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(InitialSize);
    private int _written;

    public int WrittenCount => _written;

    public ReadOnlyMemory<byte> WrittenMemory => _buffer.AsMemory(0, _written);

    public Span<byte> WrittenSpan => _buffer.AsSpan(0, _written);

    public void Advance(int count)
    {
        _written += count;
        if (_written > limit)
        {
            throw new MessageTooLargeException(limit);
        }
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        EnsureFree(sizeHint);
        return _buffer.AsMemory(_written);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        EnsureFree(sizeHint);
        return _buffer.AsSpan(_written);
    }

    /// <summary>Leaves room for a <c>bin 32</c> header that <see cref="PatchBinHeader"/> fills in when the length is known.</summary>
    public int ReserveBinHeader()
    {
        var position = _written;
        GetSpan(WireFormat.BinHeaderSize);
        Advance(WireFormat.BinHeaderSize);
        return position;
    }

    public void PatchBinHeader(int position)
    {
        _buffer[position] = WireFormat.Bin32;
        BinaryPrimitives.WriteUInt32BigEndian(_buffer.AsSpan(position + 1), (uint)(_written - position - WireFormat.BinHeaderSize));
    }

    public void Truncate(int length) => _written = length;

    public void Dispose()
    {
        var buffer = _buffer;
        _buffer = [];
        _written = 0;
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void EnsureFree(int sizeHint)
    {
        var needed = Math.Max(sizeHint, 1);
        if (_buffer.Length - _written >= needed)
        {
            return;
        }

        if (needed > limit && _written + (long)needed > limit + (long)InitialSize)
        {
            throw new MessageTooLargeException(limit);
        }

        var grown = ArrayPool<byte>.Shared.Rent(Math.Max(_buffer.Length * 2, _written + needed));
        _buffer.AsSpan(0, _written).CopyTo(grown);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = grown;
    }
}
