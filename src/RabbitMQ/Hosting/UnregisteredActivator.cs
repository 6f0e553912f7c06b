using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using TypedRpc.Server;

namespace TypedRpc.RabbitMQ.Hosting;

/// <summary>Makes an implementation that nobody registered, with dependencies from a scope of the call's own, and disposes it with the scope.</summary>
internal sealed class UnregisteredActivator<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TImplementation>(IServiceScopeFactory scopes) : IServiceActivator
    where TImplementation : class
{
    private readonly ObjectFactory<TImplementation> _factory = ActivatorUtilities.CreateFactory<TImplementation>([]);

    public object Activate(out IAsyncDisposable? scope)
    {
        var opened = scopes.CreateAsyncScope();
        try
        {
            var service = _factory(opened.ServiceProvider, []);
            scope = new OwnedScope(opened, service);
            return service;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    private sealed class OwnedScope(AsyncServiceScope scope, TImplementation service) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await using (scope.ConfigureAwait(false))
            {
                if (service is IAsyncDisposable asyncDisposable)
                {
                    await asyncDisposable.DisposeAsync().ConfigureAwait(false);
                }
                else
                {
                    (service as IDisposable)?.Dispose();
                }
            }
        }
    }
}
