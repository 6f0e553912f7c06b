using System.ComponentModel;
using MessagePack;
using MessagePack.Formatters;

namespace TypedRpc.Serialization;

/// <summary>Finds the codecs of a connection. MessagePack always runs in untrusted-data mode: bytes come from the network.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RpcSerializer
{
    /// <summary>Deepest nesting of a value; deeper input is refused before it can exhaust the stack.</summary>
    private const int MaximumDepth = 64;

    private readonly MessagePackSerializerOptions _options;

    /// <summary>Creates the serializer of a connection.</summary>
    /// <param name="options">Resolver and compression; its security is replaced.</param>
    public RpcSerializer(MessagePackSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options.WithSecurity(MessagePackSecurity.UntrustedData.WithMaximumObjectGraphDepth(MaximumDepth));
    }

    /// <summary>The codec of a type.</summary>
    /// <typeparam name="T">Type of the values.</typeparam>
    /// <param name="usedBy">Where the contract uses the type, for the error.</param>
    /// <exception cref="RpcContractException">MessagePack has no formatter for the type.</exception>
    public Codec<T> GetCodec<T>(string usedBy)
    {
        IMessagePackFormatter<T>? formatter;
        try
        {
            formatter = _options.Resolver.GetFormatter<T>();
        }
        catch (Exception exception) when (exception is TypeInitializationException or MessagePackSerializationException)
        {
            throw Missing<T>(usedBy, exception);
        }

        return new Codec<T>(formatter ?? throw Missing<T>(usedBy, null), _options);
    }

    private static RpcContractException Missing<T>(string usedBy, Exception? cause) => new(
        $"MessagePack has no formatter for '{typeof(T)}', used by {usedBy}. Mark the type [MessagePackObject] with [Key] members, or register a formatter in TypedRpcOptions.UseSerializer.",
        cause);
}
