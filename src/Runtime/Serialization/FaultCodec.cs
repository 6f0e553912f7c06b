using System.ComponentModel;
using MessagePack;

namespace TypedRpc.Serialization;

/// <summary>Writes and reads one declared fault. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class FaultCodec
{
    private protected FaultCodec(string name) => Name = name;

    /// <summary>Wire name of the fault.</summary>
    public string Name { get; }

    /// <summary>Whether the exception is this fault.</summary>
    internal abstract bool Matches(Exception exception);

    /// <summary>Writes the detail of an exception that <see cref="Matches"/>.</summary>
    internal abstract void Write(ref MessagePackWriter writer, Exception exception);

    /// <summary>Reads the detail and makes the exception for the caller.</summary>
    internal abstract RpcException Read(ref MessagePackReader reader, RpcStatusCode statusCode, string message);
}
