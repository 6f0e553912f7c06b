using Microsoft.Extensions.DependencyInjection;
using TypedRpc.Server;

namespace TypedRpc.RabbitMQ.Hosting;

/// <summary>Gives out the container's single object.</summary>
internal sealed class SingletonActivator(IServiceProvider provider, Type registered) : IServiceActivator
{
    private object? _instance;

    public object Activate(out IAsyncDisposable? scope)
    {
        scope = null;
        return _instance ??= provider.GetRequiredService(registered);
    }
}
