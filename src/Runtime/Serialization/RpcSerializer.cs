using System.ComponentModel;
using System.Runtime.CompilerServices;
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

    /// <summary>A serializer that takes a contract's formatters where its resolver has none, if the resolver cannot make them by dynamic code.</summary>
    /// <param name="formatters">Makes the formatters.</param>
    public RpcSerializer WithFormatters(Func<IMessagePackFormatter[]> formatters)
    {
        ArgumentNullException.ThrowIfNull(formatters);
        return RuntimeFeature.IsDynamicCodeSupported ? this : new RpcSerializer(_options.WithResolver(new StaticResolver(_options.Resolver, formatters())));
    }

    /// <summary>The codec of a type.</summary>
    /// <typeparam name="T">Type of the values.</typeparam>
    /// <param name="usedBy">Where the contract uses the type, for the error.</param>
    /// <exception cref="RpcContractException">MessagePack has no formatter for the type.</exception>
    public Codec<T> GetCodec<T>(string usedBy) => new(BytesFormatter.InsteadOf(GetFormatter<T>(usedBy)), _options, this, usedBy);

    /// <summary>The formatter of a type.</summary>
    /// <exception cref="RpcContractException">MessagePack has none.</exception>
    internal IMessagePackFormatter<T> GetFormatter<T>(string usedBy)
    {
        try
        {
            return _options.Resolver.GetFormatter<T>() ?? throw Missing<T>(usedBy, null);
        }
        catch (Exception exception) when (StaticResolver.IsMissing(exception))
        {
            throw Missing<T>(usedBy, exception);
        }
    }

    private static RpcContractException Missing<T>(string usedBy, Exception? cause) => new(
        $"MessagePack has no formatter for '{typeof(T)}', used by {usedBy}. " + (RuntimeFeature.IsDynamicCodeSupported
            ? "Mark the type [MessagePackObject] with [Key] members, or register a formatter in TypedRpcOptions.UseSerializer."
            : "Under native AOT none is made at run time: register the resolver of MessagePack's source generator, or a formatter, in TypedRpcOptions.UseSerializer."),
        cause);
}
