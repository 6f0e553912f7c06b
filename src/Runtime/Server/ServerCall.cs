using System.ComponentModel;
using TypedRpc.Serialization;

namespace TypedRpc.Server;

/// <summary>One call on the server, as generated dispatchers see it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ServerCall : RpcContext
{
    /// <summary>Position of the method in <see cref="RpcServiceInfo.Methods"/>.</summary>
    public abstract int MethodIndex { get; }

    /// <summary>Reads the arguments.</summary>
    /// <typeparam name="TArguments">The arguments.</typeparam>
    /// <typeparam name="TResult">The result.</typeparam>
    /// <param name="method">The byte layout.</param>
    public abstract TArguments ReadArguments<TArguments, TResult>(RpcMethod<TArguments, TResult> method);

    /// <summary>Writes the result.</summary>
    /// <typeparam name="TArguments">The arguments.</typeparam>
    /// <typeparam name="TResult">The result.</typeparam>
    /// <param name="method">The byte layout.</param>
    /// <param name="result">The result.</param>
    public abstract void WriteResult<TArguments, TResult>(RpcMethod<TArguments, TResult> method, TResult result);
}
