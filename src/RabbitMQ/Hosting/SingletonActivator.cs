using Microsoft.Extensions.DependencyInjection;
using TypedRpc.Server;

namespace TypedRpc.RabbitMQ.Hosting;

/// <summary>Gives out the container's single object.</summary>
internal sealed class SingletonActivator<TImplementation>(IServiceProvider provider) : IServiceActivator
    where TImplementation : class
{
    private TImplementation? _instance;

    public object Activate(out IAsyncDisposable? scope)
    {
        scope = null;
        return _instance ??= provider.GetRequiredService<TImplementation>();
    }
}
