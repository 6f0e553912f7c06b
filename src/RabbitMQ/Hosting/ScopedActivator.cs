using Microsoft.Extensions.DependencyInjection;
using TypedRpc.Server;

namespace TypedRpc.RabbitMQ.Hosting;

/// <summary>Resolves the implementation from a scope of the call's own.</summary>
internal sealed class ScopedActivator<TImplementation>(IServiceScopeFactory scopes) : IServiceActivator
    where TImplementation : class
{
    public object Activate(out IAsyncDisposable? scope)
    {
        var opened = scopes.CreateAsyncScope();
        try
        {
            var service = opened.ServiceProvider.GetRequiredService<TImplementation>();
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
