using System.ComponentModel;
using TypedRpc.Serialization;
using TypedRpc.Server;

namespace TypedRpc.Binding;

/// <summary>What generated code knows of a contract, without its type parameter.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class RpcContract
{
    private protected RpcContract(RpcServiceInfo service) => Service = service;

    /// <summary>Names on the wire and methods.</summary>
    public RpcServiceInfo Service { get; }

    /// <summary>The contract's interface.</summary>
    public abstract Type ContractType { get; }

    /// <summary>Makes the server side for implementations that an activator gives out.</summary>
    internal abstract ServiceDispatcher CreateServiceDispatcher(RpcSerializer serializer, IServiceActivator activator);
}
