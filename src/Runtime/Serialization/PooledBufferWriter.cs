using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Concurrent;

namespace TypedRpc.Serialization;

/// <summary>A growing buffer over pooled memory that refuses to grow past a limit; itself pooled. It must be disposed exactly once, by its last user.</summary>
internal sealed class PooledBufferWriter : IBufferWriter<byte>, IDisposable
{
    private const int InitialSize = 256;

    /// <summary>Writers keep an array up to this size while they are in the pool; larger ones go back to theirs.</summary>
    private const int LargestKept = 1024;

    /// <summary>Bounds what an idle process keeps: 1 MiB.</summary>
    private const int MaxPooled = 1024;

    private static readonly ConcurrentQueue<PooledBufferWriter> Pool = new();
    private static int _pooled;

    private byte[] _buffer = [];
    private int _written;

    private PooledBufferWriter()
    {
    }

    /// <summary>Size in bytes that it refuses to exceed.</summary>
    public int Limit { get; set; }

    public int WrittenCount => _written;

    public ReadOnlyMemory<byte> WrittenMemory => _buffer.AsMemory(0, _written);

    public Span<byte> WrittenSpan => _buffer.AsSpan(0, _written);

    /// <summary>An empty writer.</summary>
    /// <param name="limit">Size in bytes that it refuses to exceed.</param>
    public static PooledBufferWriter Rent(int limit)
    {
        if (Pool.TryDequeue(out var writer))
        {
            Interlocked.Decrement(ref _pooled);
        }
        else
        {
            writer = new PooledBufferWriter();
        }

        writer.Limit = limit;
        return writer;
    }

    public void Advance(int count)
    {
        _written += count;
        if (_written > Limit)
        {
            throw new MessageTooLargeException(Limit);
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

    public void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(GetSpan(bytes.Length));
        Advance(bytes.Length);
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

    /// <summary>Leaves the memory to somebody who may still read it, and goes on with a copy.</summary>
    public void GiveAway()
    {
        var copy = NewArray(_written);
        WrittenSpan.CopyTo(copy);
        _buffer = copy;
    }

    /// <summary>Makes it empty, for the same owner to use again.</summary>
    public void Clear()
    {
        _written = 0;
        if (_buffer.Length > LargestKept)
        {
            BufferPool.Return(_buffer);
            _buffer = [];
        }
    }

    public void Dispose()
    {
        Clear();
        if (Volatile.Read(ref _pooled) < MaxPooled)
        {
            Interlocked.Increment(ref _pooled);
            Pool.Enqueue(this);
        }
    }

    private void EnsureFree(int sizeHint)
    {
        var needed = Math.Max(sizeHint, 1);
        if (_buffer.Length - _written >= needed)
        {
            return;
        }

        if (needed > Limit && _written + (long)needed > Limit + (long)InitialSize)
        {
            throw new MessageTooLargeException(Limit);
        }

        var size = Math.Max(Math.Max(_buffer.Length * 2, _written + needed), InitialSize);
        var grown = NewArray(size);
        _buffer.AsSpan(0, _written).CopyTo(grown);
        if (_buffer.Length > LargestKept)
        {
            BufferPool.Return(_buffer);
        }

        _buffer = grown;
    }

    private static byte[] NewArray(int size) => size <= LargestKept ? new byte[size] : BufferPool.Rent(size);
}
