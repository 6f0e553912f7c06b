using System.Text;

namespace TypedRpc.RabbitMQ.Transport;

/// <summary>A string as AMQP writes it, encoded once: a byte of length and at most 255 bytes of UTF-8.</summary>
internal sealed class ShortString
{
    private const int LongestText = 255;

    private readonly byte[] _encoded;

    public ShortString(string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        if (length > LongestText)
        {
            throw new ArgumentException($"'{value}' has {length} bytes of UTF-8; AMQP allows {LongestText}.", nameof(value));
        }

        Value = value;
        _encoded = new byte[1 + length];
        _encoded[0] = (byte)length;
        Encoding.UTF8.GetBytes(value, _encoded.AsSpan(1));
    }

    public string Value { get; }

    public int Size => _encoded.Length;

    public int WriteTo(Span<byte> span)
    {
        _encoded.CopyTo(span);
        return _encoded.Length;
    }
}
