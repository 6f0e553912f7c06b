using TypedRpc.Server;

namespace TypedRpc.Binding;

/// <summary>One object serves all calls.</summary>
internal sealed class InstanceActivator(object implementation) : IServiceActivator
{
    public object Activate(out IAsyncDisposable? scope)
    {
        scope = null;
        return implementation;
    }
}
