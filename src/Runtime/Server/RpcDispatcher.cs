using System.ComponentModel;

namespace TypedRpc.Server;

/// <summary>Reads the arguments of a call, calls the implementation and writes the result. Generated per contract.</summary>
/// <typeparam name="TContract">The contract.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class RpcDispatcher<TContract>
    where TContract : class
{
    /// <summary>Serves one call.</summary>
    /// <param name="service">The implementation.</param>
    /// <param name="call">The call; its <see cref="ServerCall.MethodIndex"/> is valid.</param>
    public abstract ValueTask DispatchAsync(TContract service, ServerCall call);
}
