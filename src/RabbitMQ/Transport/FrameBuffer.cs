using System.Buffers.Binary;
using System.Diagnostics;

namespace TypedRpc.RabbitMQ.Transport;

/// <summary>Where a connection receives: takes whole frames off, offers each to the tap, and passes the rest on in its order. Not thread-safe.</summary>
/// <param name="tap">Takes deliveries, or null to pass everything on as it is, as under TLS.</param>
/// <param name="pass">Gets what is the library's; the bytes are valid only during the call.</param>
internal sealed class FrameBuffer(DeliveryTap? tap, Action<ReadOnlySpan<byte>> pass)
{
    private const int InitialBuffer = 4 * 1024;
    private const int LargestBuffer = 256 * 1024;
    private const int FrameHead = 7;
    private const int FrameOverhead = FrameHead + 1;
    private const byte FrameEnd = 0xce;

    /// <summary>Brokers send at most 128 KiB unless told otherwise; a frame of gigabytes is no frame.</summary>
    private const int LargestFrame = 64 * 1024 * 1024;

    /// <summary>The broker sends no heartbeats while it sends messages, and the library does not see those: so it gets this one.</summary>
    private static readonly byte[] Heartbeat = [8, 0, 0, 0, 0, 0, 0, FrameEnd];
    private static readonly TimeSpan HeartbeatInterval = TimeSpan.FromSeconds(1);

    private byte[] _buffer = new byte[InitialBuffer];
    private int _buffered;
    private long _heartbeat;

    /// <summary>Room for what comes next; never empty.</summary>
    public Span<byte> Free => _buffer.AsSpan(_buffered);

    /// <summary>So many bytes came into <see cref="Free"/>.</summary>
    /// <exception cref="InvalidDataException">They are not what a broker sends.</exception>
    /// <exception cref="ArgumentException">A frame ends before its values do.</exception>
    public void OnReceived(int count)
    {
        _buffered += count;
        if (tap is null)
        {
            pass(_buffer.AsSpan(0, _buffered));
            _buffered = 0;
            return;
        }

        var wasFull = _buffered == _buffer.Length;
        var needed = Split(tap, out var start);
        _buffered -= start;
        Keep(start, wasFull ? Grown(needed) : _buffer.Length);
    }

    // Only when what came has filled it: the length of a frame is a claim, and no memory is set aside for claims.
    private int Grown(int needed) => needed > _buffer.Length ? Math.Min(needed, 2 * _buffer.Length) : Math.Max(_buffer.Length, Math.Min(2 * _buffer.Length, LargestBuffer));

    /// <summary>Takes whole frames off the buffer; returns how long the one is that is not whole.</summary>
    private int Split(DeliveryTap tap, out int start)
    {
        start = 0;
        var passed = 0;
        var needed = FrameOverhead;
        while (_buffered - start >= FrameOverhead)
        {
            var frame = _buffer.AsSpan(start, _buffered - start);
            needed = FrameOverhead + PayloadOf(frame);
            if (frame.Length < needed)
            {
                break;
            }

            if (frame[needed - 1] != FrameEnd)
            {
                throw new InvalidDataException("A frame does not end where its length says.");
            }

            var channel = BinaryPrimitives.ReadUInt16BigEndian(frame[1..]);
            if (tap.TryTake(frame[0], channel, _buffer.AsMemory(start + FrameHead, needed - FrameOverhead)))
            {
                Pass(_buffer.AsSpan(passed, start - passed));
                passed = start + needed;
            }

            start += needed;
            needed = FrameOverhead;
        }

        if (passed > 0 && Stopwatch.GetElapsedTime(_heartbeat) > HeartbeatInterval)
        {
            _heartbeat = Stopwatch.GetTimestamp();
            Pass(Heartbeat);
        }

        Pass(_buffer.AsSpan(passed, start - passed));
        return needed;
    }

    private static int PayloadOf(ReadOnlySpan<byte> frame)
    {
        var length = BinaryPrimitives.ReadUInt32BigEndian(frame[3..]);
        return length <= LargestFrame ? (int)length : throw new InvalidDataException($"A frame of {length:N0} bytes came; the most that is taken is {LargestFrame:N0}.");
    }

    /// <summary>Leaves what is not whole at the start of a buffer of the size.</summary>
    private void Keep(int start, int size)
    {
        if (size > _buffer.Length)
        {
            var grown = new byte[size];
            _buffer.AsSpan(start, _buffered).CopyTo(grown);
            _buffer = grown;
        }
        else if (start > 0)
        {
            _buffer.AsSpan(start, _buffered).CopyTo(_buffer);
        }
    }

    private void Pass(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.IsEmpty)
        {
            pass(bytes);
        }
    }
}
