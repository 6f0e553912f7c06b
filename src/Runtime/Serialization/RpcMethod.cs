using System.ComponentModel;
using MessagePack;

namespace TypedRpc.Serialization;

/// <summary>The byte layout of one method, shared by proxy and dispatcher. For generated code.</summary>
/// <typeparam name="TArguments"><see cref="Unit"/>, the one argument, or a tuple of the arguments.</typeparam>
/// <typeparam name="TResult">The result, or <see cref="Unit"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class RpcMethod<TArguments, TResult>
{
    /// <summary>Creates the layout.</summary>
    /// <param name="info">The method.</param>
    /// <param name="faults">The declared faults.</param>
    protected RpcMethod(RpcMethodInfo info, params FaultCodec[] faults)
    {
        ArgumentNullException.ThrowIfNull(info);
        Info = info;
        Faults = faults;
    }

    /// <summary>The method.</summary>
    public RpcMethodInfo Info { get; }

    /// <summary>The declared faults.</summary>
    public FaultCodec[] Faults { get; }

    /// <summary>Writes a MessagePack array of the arguments.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="arguments">The arguments.</param>
    public abstract void WriteArguments(ref MessagePackWriter writer, in TArguments arguments);

    /// <summary>Reads the arguments behind the array's header.</summary>
    /// <param name="reader">Where from.</param>
    /// <param name="count">How many the caller sent; missing ones take their default, further ones are not read.</param>
    public abstract TArguments ReadArguments(ref MessagePackReader reader, int count);

    /// <summary>Writes the result.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="result">The result.</param>
    public abstract void WriteResult(ref MessagePackWriter writer, TResult result);

    /// <summary>Reads the result.</summary>
    /// <param name="reader">Where from.</param>
    public abstract TResult ReadResult(ref MessagePackReader reader);
}
