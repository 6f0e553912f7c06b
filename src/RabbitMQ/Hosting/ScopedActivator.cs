using Microsoft.Extensions.DependencyInjection;
using TypedRpc.Server;

namespace TypedRpc.RabbitMQ.Hosting;

/// <summary>Resolves the implementation from a scope of the call's own.</summary>
internal sealed class ScopedActivator(IServiceScopeFactory scopes, Type registered) : IServiceActivator
{
    public object Activate(out IAsyncDisposable? scope)
    {
        var opened = scopes.CreateAsyncScope();
        try
        {
            var service = opened.ServiceProvider.GetRequiredService(registered);
            scope = opened;
            return service;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }
}
