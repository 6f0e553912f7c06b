using System.ComponentModel;
using TypedRpc.Client;
using TypedRpc.Serialization;
using TypedRpc.Server;

namespace TypedRpc.Binding;

/// <summary>What generated code plugs into the runtime with: metadata, proxy and dispatcher of one contract.</summary>
/// <typeparam name="TContract">The contract.</typeparam>
/// <param name="service">Names on the wire and methods.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class RpcContract<TContract>(RpcServiceInfo service) : RpcContract(service)
    where TContract : class
{
    /// <inheritdoc/>
    public override Type ContractType => typeof(TContract);

    /// <summary>Makes a client.</summary>
    /// <param name="invoker">Makes its calls.</param>
    public abstract TContract CreateProxy(RpcInvoker invoker);

    /// <summary>Makes the server side.</summary>
    /// <param name="serializer">Finds the codecs.</param>
    public abstract RpcDispatcher<TContract> CreateDispatcher(RpcSerializer serializer);

    internal override ServiceDispatcher CreateServiceDispatcher(RpcSerializer serializer, IServiceActivator activator) =>
        new ServiceDispatcher<TContract>(CreateDispatcher(serializer), activator);
}
