namespace TypedRpc.Server;

/// <summary>Activates the implementation, calls it, and disposes what the activation opened.</summary>
internal sealed class ServiceDispatcher<TContract>(RpcDispatcher<TContract> dispatcher, IServiceActivator activator) : ServiceDispatcher
    where TContract : class
{
    public override ValueTask DispatchAsync(ServerCall call)
    {
        var service = (TContract)activator.Activate(out var scope);
        return scope is null ? dispatcher.DispatchAsync(service, call) : DispatchInScopeAsync(service, call, scope);
    }

    private async ValueTask DispatchInScopeAsync(TContract service, ServerCall call, IAsyncDisposable scope)
    {
        await using (scope.ConfigureAwait(false))
        {
            await dispatcher.DispatchAsync(service, call).ConfigureAwait(false);
        }
    }
}
