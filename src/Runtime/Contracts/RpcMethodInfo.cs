using System.Text;

namespace TypedRpc;

/// <summary>What a contract says of one method. Immutable once its <see cref="RpcServiceInfo"/> exists.</summary>
public sealed class RpcMethodInfo
{
    private RpcServiceInfo? _service;

    /// <summary>Creates the description; called by generated code.</summary>
    /// <param name="name">Wire name, unique within the service.</param>
    public RpcMethodInfo(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
    }

    /// <summary>Wire name of the method.</summary>
    public string Name { get; }

    /// <summary>Routing key; <c>{Service}.{Method}</c> unless the contract says otherwise.</summary>
    public string RoutingKey { get => field ??= $"{Service.Name}.{Name}"; init; }

    /// <summary>Deadline of a call, or null for <see cref="TypedRpcOptions.DefaultTimeout"/>.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Whether the method may be executed more than once for one call.</summary>
    public bool Idempotent { get; init; }

    /// <summary>Whether the method has no reply.</summary>
    public bool OneWay { get; init; }

    /// <summary>Whether requests of the method may share messages.</summary>
    public bool Coalesce { get; init; } = true;

    /// <summary>Position of the method in <see cref="RpcServiceInfo.Methods"/>.</summary>
    public int Index { get; private set; }

    /// <summary>The service that the method belongs to.</summary>
    public RpcServiceInfo Service => _service ?? throw new InvalidOperationException($"Method '{Name}' belongs to no service yet.");

    /// <summary><c>Service/Method</c>, as in frames and telemetry.</summary>
    public string FullName => field ??= $"{Service.Name}/{Name}";

    /// <summary><see cref="FullName"/> in UTF-8.</summary>
    public ReadOnlyMemory<byte> FullNameUtf8 { get; private set; }

    /// <summary>Kept for telemetry: the tags that each span of a call of it starts with.</summary>
    internal KeyValuePair<string, object?>[]? SpanTags { get; set; }

    internal void Attach(RpcServiceInfo service, int index)
    {
        if (_service is not null)
        {
            throw new InvalidOperationException($"Method '{Name}' belongs to service '{_service.Name}' already.");
        }

        _service = service;
        Index = index;
        FullNameUtf8 = Encoding.UTF8.GetBytes(FullName);
    }
}
