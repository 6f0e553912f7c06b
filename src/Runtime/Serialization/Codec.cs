using System.ComponentModel;
using MessagePack;
using MessagePack.Formatters;

namespace TypedRpc.Serialization;

/// <summary>Writes and reads values of one type; found once, when a client or server is made. For generated code.</summary>
/// <typeparam name="T">Type of the values.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Codec<T>
{
    private readonly IMessagePackFormatter<T> _formatter;
    private readonly MessagePackSerializerOptions _options;

    private readonly RpcSerializer _serializer;
    private readonly string _usedBy;

    internal Codec(IMessagePackFormatter<T> formatter, MessagePackSerializerOptions options, RpcSerializer serializer, string usedBy)
    {
        _serializer = serializer;
        _usedBy = usedBy;
        _formatter = formatter;
        _options = options;
    }

    /// <summary>This codec, if MessagePack has a formatter for a type inside the values: their own formatter looks for it only when it meets one.</summary>
    /// <typeparam name="TPart">The type inside.</typeparam>
    /// <exception cref="RpcContractException">MessagePack has no formatter for it.</exception>
    public Codec<T> Of<TPart>()
    {
        _serializer.GetFormatter<TPart>(_usedBy);
        return this;
    }

    /// <summary>Writes one value.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="value">The value.</param>
    public void Write(ref MessagePackWriter writer, T value) => _formatter.Serialize(ref writer, value, _options);

    /// <summary>Reads one value.</summary>
    /// <param name="reader">Where from.</param>
    public T Read(ref MessagePackReader reader)
    {
        _options.Security.DepthStep(ref reader);
        var value = _formatter.Deserialize(ref reader, _options);
        reader.Depth--;
        return value;
    }
}
