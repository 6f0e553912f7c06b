namespace TypedRpc.Server;

/// <summary>Serves the calls of one contract, whatever its type.</summary>
internal abstract class ServiceDispatcher
{
    public abstract ValueTask DispatchAsync(ServerCall call);
}
