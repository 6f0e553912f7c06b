namespace TypedRpc;

/// <summary>Marks an interface as a contract: TypedRpc generates a client proxy and a server dispatcher for it.</summary>
/// <remarks>
/// The service's wire name is the interface's name without a leading <c>I</c>, or <see cref="Name"/>. Requests go to
/// <see cref="Exchange"/>, the service's queue is <c>{exchange}.{Service}</c>, replies come from <c>{exchange}.replies</c>.
/// </remarks>
/// <param name="exchange">Name of the exchange that requests are published to; 1 to 200 UTF-8 bytes, not starting with <c>amq.</c>.</param>
[AttributeUsage(AttributeTargets.Interface, Inherited = false)]
public sealed class RabbitServiceAttribute(string exchange) : Attribute
{
    /// <summary>Name of the exchange that requests are published to.</summary>
    public string Exchange { get; } = exchange;

    /// <summary>Wire name of the service; when null, the interface's name without a leading <c>I</c>.</summary>
    public string? Name { get; set; }

    /// <summary>Type of the exchange; <see cref="RpcExchangeType.Direct"/> unless set.</summary>
    public RpcExchangeType ExchangeType { get; set; }
}
