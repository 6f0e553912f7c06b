using System.Buffers.Binary;
using System.Diagnostics;

namespace TypedRpc.RabbitMQ.Transport;

/// <summary>Where a connection receives: takes whole frames off, offers each to the tap, and passes the rest on in its order. Not thread-safe.</summary>
/// <param name="tap">Takes deliveries, or null to pass everything on as it is, as under TLS.</param>
/// <param name="pass">Gets what is the library's; the bytes are valid only during the call.</param>
/// <param name="largeBody">Payload from which a body frame that is cut off is received where its body is kept, instead of being copied there when it is whole.</param>
internal sealed class FrameBuffer(DeliveryTap? tap, Action<ReadOnlySpan<byte>> pass, int largeBody = FrameBuffer.LargeBody)
{
    /// <summary>Below this a receive more costs as much as the copy.</summary>
    private const int LargeBody = 16 * 1024;

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
    private int _window = InitialBuffer;
    private long _heartbeat;
    private bool _hasTaken;

    // A body frame that is received where it is kept: all of it with its end, and what is still to come.
    private ChannelTap? _receiver;
    private Memory<byte> _frame;
    private Memory<byte> _rest;

    /// <summary>Room for what comes next; never empty.</summary>
    public Span<byte> Free => _receiver is null ? _buffer.AsSpan(_buffered, _window - _buffered) : _rest.Span;

    /// <summary>So many bytes came into <see cref="Free"/>.</summary>
    /// <exception cref="InvalidDataException">They are not what a broker sends.</exception>
    /// <exception cref="ArgumentException">A frame ends before its values do.</exception>
    public void OnReceived(int count)
    {
        if (_receiver is not null)
        {
            OnBodyReceived(_receiver, count);
            return;
        }

        _buffered += count;
        if (tap is null)
        {
            pass(_buffer.AsSpan(0, _buffered));
            _buffered = 0;
            return;
        }

        var wasFull = _buffered == _window;
        var needed = Split(tap, out var start);
        _buffered -= start;
        if (needed < FrameOverhead + largeBody || !TryBeginBody(tap, _buffer.AsSpan(start, _buffered), needed - FrameOverhead))
        {
            Keep(start, wasFull ? Grown(needed) : _window);
        }
    }

    /// <summary>The connection has ended. Only one that has deliveries may say so to the tap: an attempt to connect that failed has left the tap to the next one.</summary>
    public void End()
    {
        if (_hasTaken)
        {
            tap!.Abandon();
        }
    }

    // Only when what came has filled it: the length of a frame is a claim, and no memory is set aside for claims.
    private int Grown(int needed) => needed > _window ? Math.Min(needed, 2 * _window) : Math.Max(_window, Math.Min(2 * _window, LargestBuffer));

    /// <summary>Has the rest of a frame that was cut off received where its body is kept.</summary>
    private bool TryBeginBody(DeliveryTap source, ReadOnlySpan<byte> begun, int length)
    {
        _frame = source.BeginBody(begun[0], BinaryPrimitives.ReadUInt16BigEndian(begun[1..]), length, out var receiver);
        if (_frame.IsEmpty)
        {
            return false;
        }

        var part = begun[FrameHead..];
        part.CopyTo(_frame.Span);
        _rest = _frame[part.Length..];
        _receiver = receiver;

        // Behind a large body often comes another: what is read ahead of that has to be copied.
        _buffered = 0;
        _window = InitialBuffer;
        return true;
    }

    private void OnBodyReceived(ChannelTap receiver, int count)
    {
        _rest = _rest[count..];
        if (!_rest.IsEmpty)
        {
            return;
        }

        CheckEnd(_frame.Span);
        _receiver = null;
        receiver.OnReceived(_frame.Length - 1);
        KeepAlive();
    }

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

            CheckEnd(frame[..needed]);
            var channel = BinaryPrimitives.ReadUInt16BigEndian(frame[1..]);
            if (tap.TryTake(frame[0], channel, _buffer.AsMemory(start + FrameHead, needed - FrameOverhead)))
            {
                Pass(_buffer.AsSpan(passed, start - passed));
                passed = start + needed;
                _hasTaken = true;
            }

            start += needed;
            needed = FrameOverhead;
        }

        if (passed > 0)
        {
            KeepAlive();
        }

        Pass(_buffer.AsSpan(passed, start - passed));
        return needed;
    }

    private void KeepAlive()
    {
        if (Stopwatch.GetElapsedTime(_heartbeat) > HeartbeatInterval)
        {
            _heartbeat = Stopwatch.GetTimestamp();
            Pass(Heartbeat);
        }
    }

    private static void CheckEnd(ReadOnlySpan<byte> frame)
    {
        if (frame[^1] != FrameEnd)
        {
            throw new InvalidDataException("A frame does not end where its length says.");
        }
    }

    private static int PayloadOf(ReadOnlySpan<byte> frame)
    {
        var length = BinaryPrimitives.ReadUInt32BigEndian(frame[3..]);
        return length <= LargestFrame ? (int)length : throw new InvalidDataException($"A frame of {length:N0} bytes came; the most that is taken is {LargestFrame:N0}.");
    }

    /// <summary>Leaves what is not whole at the start of a buffer of the size.</summary>
    private void Keep(int start, int size)
    {
        _window = size;
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
