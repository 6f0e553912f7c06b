using System.Buffers.Binary;

namespace TypedRpc.TestSupport.Faults;

/// <summary>
/// Takes a stream of bytes apart into whole frames. Never holds more than one frame of <see cref="LargestFrame"/> beside the bytes of one read; a stream that
/// is not AMQP, TLS for one, comes out as it came in.
/// </summary>
internal sealed class AmqpFrameBuffer
{
    public const int LargestFrame = 1024 * 1024;

    private const int Head = 7;
    private const int Overhead = Head + 1;
    private const int ProtocolHeader = 8;
    private const byte MethodFrame = 1;
    private const byte HeaderFrame = 2;
    private const byte BodyFrame = 3;
    private const byte HeartbeatFrame = 8;
    private const byte FrameEnd = 0xce;

    private byte[] _bytes = new byte[64 * 1024];
    private int _start;
    private int _end;
    private bool _begun;

    /// <summary>Whether the stream turned out not to be AMQP.</summary>
    public bool IsOpaque { get; private set; }

    /// <summary>Where the next bytes go; never empty. Ends the life of frames that were read.</summary>
    public Memory<byte> Free
    {
        get
        {
            _bytes.AsSpan(_start, _end - _start).CopyTo(_bytes);
            (_start, _end) = (0, _end - _start);
            if (_end == _bytes.Length)
            {
                Array.Resize(ref _bytes, _bytes.Length * 2);
            }

            return _bytes.AsMemory(_end);
        }
    }

    /// <summary>Says how many bytes were put into <see cref="Free"/>.</summary>
    public void Advance(int count) => _end += count;

    /// <summary>Takes the next whole frame, if it is there.</summary>
    public bool TryRead(out AmqpFrame frame)
    {
        frame = default;
        ReadOnlySpan<byte> rest = _bytes.AsSpan(_start, _end - _start);
        if (rest.IsEmpty)
        {
            return false;
        }

        if (!IsOpaque && rest[0] is not (MethodFrame or HeaderFrame or BodyFrame or HeartbeatFrame) && (_begun || rest[0] != 'A'))
        {
            IsOpaque = true;
        }

        if (IsOpaque)
        {
            frame = Take(rest.Length, 0, null, false);
            return true;
        }

        if (rest[0] == 'A')
        {
            if (rest.Length < ProtocolHeader)
            {
                return false;
            }

            frame = Take(ProtocolHeader, 0, null, false);
            return true;
        }

        return TryReadFrame(rest, out frame);
    }

    private bool TryReadFrame(ReadOnlySpan<byte> rest, out AmqpFrame frame)
    {
        frame = default;
        if (rest.Length < Head)
        {
            return false;
        }

        uint size = BinaryPrimitives.ReadUInt32BigEndian(rest[3..]);
        if (size > LargestFrame || (rest.Length >= size + Overhead && rest[Head + (int)size] != FrameEnd))
        {
            IsOpaque = true;
            frame = Take(rest.Length, 0, null, false);
            return true;
        }

        if (rest.Length < size + Overhead)
        {
            return false;
        }

        AmqpMethod? method = rest[0] == MethodFrame && size >= 4
            ? new AmqpMethod(BinaryPrimitives.ReadUInt16BigEndian(rest[Head..]), BinaryPrimitives.ReadUInt16BigEndian(rest[(Head + 2)..]))
            : null;
        frame = Take((int)size + Overhead, BinaryPrimitives.ReadUInt16BigEndian(rest[1..]), method, rest[0] is HeaderFrame or BodyFrame);
        return true;
    }

    private AmqpFrame Take(int count, ushort channel, AmqpMethod? method, bool isContent)
    {
        var frame = new AmqpFrame(channel, method, isContent, _bytes.AsMemory(_start, count));
        _start += count;
        _begun = true;
        return frame;
    }
}
