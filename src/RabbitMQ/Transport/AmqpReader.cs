using System.Buffers.Binary;

namespace TypedRpc.RabbitMQ.Transport;

/// <summary>Reads the values of an AMQP frame one after another. Reading past its end throws, as slicing does.</summary>
internal ref struct AmqpReader(ReadOnlySpan<byte> payload)
{
    private ReadOnlySpan<byte> _rest = payload;

    public readonly bool IsAtEnd => _rest.IsEmpty;

    public byte ReadByte() => Take(1)[0];

    public ushort ReadUInt16() => BinaryPrimitives.ReadUInt16BigEndian(Take(2));

    public uint ReadUInt32() => BinaryPrimitives.ReadUInt32BigEndian(Take(4));

    public ulong ReadUInt64() => BinaryPrimitives.ReadUInt64BigEndian(Take(8));

    public ReadOnlySpan<byte> ReadShortString() => Take(ReadByte());

    /// <summary>Also the entries of a table, or the items of a list: those begin with their length in bytes, too.</summary>
    public ReadOnlySpan<byte> ReadLongString() => Take((int)ReadUInt32());

    private ReadOnlySpan<byte> Take(int length)
    {
        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }
}
