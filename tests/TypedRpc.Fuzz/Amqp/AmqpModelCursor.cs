using System.Buffers.Binary;

namespace TypedRpc.Fuzz.Amqp;

/// <summary>What is left to read of a frame of <see cref="AmqpModel"/>.</summary>
internal sealed class AmqpModelCursor(byte[] bytes)
{
    private byte[] _rest = bytes;

    public bool IsAtEnd => _rest.Length == 0;

    public byte[] Short() => Take((long)Number(1));

    public byte[] Long() => Take((long)Number(4));

    public ulong Number(int width)
    {
        Span<byte> number = stackalloc byte[8];
        Take(width).CopyTo(number[(8 - width)..]);
        return BinaryPrimitives.ReadUInt64BigEndian(number);
    }

    /// <exception cref="InvalidDataException">A condition does not hold.</exception>
    public static void Demand(bool right)
    {
        if (!right)
        {
            throw new InvalidDataException();
        }
    }

    private byte[] Take(long length)
    {
        Demand(length <= _rest.Length);
        var taken = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return taken;
    }
}
