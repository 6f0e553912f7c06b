namespace TypedRpc;

/// <summary>What a contract says of itself: names on the wire and the methods. Immutable; one object per contract and process.</summary>
public sealed class RpcServiceInfo
{
    /// <summary>Creates the description; called by generated code.</summary>
    /// <param name="exchange">Name of the request exchange.</param>
    /// <param name="name">Wire name of the service.</param>
    /// <param name="exchangeType">Type of the request exchange.</param>
    /// <param name="methods">The methods; each belongs to this service from now on.</param>
    public RpcServiceInfo(string exchange, string name, RpcExchangeType exchangeType, params RpcMethodInfo[] methods)
    {
        ArgumentException.ThrowIfNullOrEmpty(exchange);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(methods);
        Exchange = exchange;
        Name = name;
        ExchangeType = exchangeType;
        Methods = methods;
        for (var index = 0; index < methods.Length; index++)
        {
            methods[index].Attach(this, index);
        }
    }

    /// <summary>Name of the exchange that requests are published to.</summary>
    public string Exchange { get; }

    /// <summary>Type of the request exchange.</summary>
    public RpcExchangeType ExchangeType { get; }

    /// <summary>Wire name of the service.</summary>
    public string Name { get; }

    /// <summary>The methods, in the order of their <see cref="RpcMethodInfo.Index"/>.</summary>
    public IReadOnlyList<RpcMethodInfo> Methods { get; }

    /// <summary>Name of the queue that the servers share: <c>{exchange}.{Service}</c>.</summary>
    public string Queue => field ??= $"{Exchange}.{Name}";

    /// <summary>Name of the direct exchange that replies come from: <c>{exchange}.replies</c>.</summary>
    public string ReplyExchange => field ??= $"{Exchange}.replies";

    /// <summary>Routing key that reaches every server of the service: <c>{Service}.$control</c>.</summary>
    public string ControlKey => field ??= $"{Name}.$control";
}
