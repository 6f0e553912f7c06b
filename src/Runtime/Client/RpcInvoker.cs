using System.ComponentModel;
using TypedRpc.Serialization;

namespace TypedRpc.Client;

/// <summary>Makes the calls of one generated client.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class RpcInvoker
{
    /// <summary>Finds the codecs.</summary>
    public abstract RpcSerializer Serializer { get; }

    /// <summary>An invoker with other call options.</summary>
    /// <param name="options">What they leave unset stays as it is.</param>
    public abstract RpcInvoker With(CallOptions options);

    /// <summary>Makes a call that has a result.</summary>
    /// <typeparam name="TArguments">The arguments.</typeparam>
    /// <typeparam name="TResult">The result.</typeparam>
    /// <param name="method">The byte layout.</param>
    /// <param name="arguments">The arguments.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public abstract ValueTask<TResult> InvokeAsync<TArguments, TResult>(RpcMethod<TArguments, TResult> method, in TArguments arguments, CancellationToken cancellationToken);

    /// <summary>Makes a call without a result.</summary>
    /// <typeparam name="TArguments">The arguments.</typeparam>
    /// <param name="method">The byte layout.</param>
    /// <param name="arguments">The arguments.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public abstract ValueTask InvokeAsync<TArguments>(RpcMethod<TArguments, Unit> method, in TArguments arguments, CancellationToken cancellationToken);

    /// <summary>Makes a one-way call: completes when the broker has confirmed the message.</summary>
    /// <typeparam name="TArguments">The arguments.</typeparam>
    /// <param name="method">The byte layout.</param>
    /// <param name="arguments">The arguments.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public abstract ValueTask SendAsync<TArguments>(RpcMethod<TArguments, Unit> method, in TArguments arguments, CancellationToken cancellationToken);
}
