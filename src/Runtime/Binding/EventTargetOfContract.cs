using TypedRpc.Events;
using TypedRpc.Server;

namespace TypedRpc.Binding;

/// <summary>Activates the subscriber, has it handle an event, and disposes what the activation opened.</summary>
internal sealed class EventTarget<TContract>(EventDispatcher<TContract> dispatcher, IServiceActivator activator) : EventTarget
    where TContract : class
{
    public override ValueTask DispatchAsync(EventCall call)
    {
        var subscriber = (TContract)activator.Activate(out var scope);
        return scope is null ? dispatcher.DispatchAsync(subscriber, call) : DispatchInScopeAsync(subscriber, call, scope);
    }

    private async ValueTask DispatchInScopeAsync(TContract subscriber, EventCall call, IAsyncDisposable scope)
    {
        await using (scope.ConfigureAwait(false))
        {
            await dispatcher.DispatchAsync(subscriber, call).ConfigureAwait(false);
        }
    }
}
