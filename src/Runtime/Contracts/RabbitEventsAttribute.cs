namespace TypedRpc;

/// <summary>Marks an interface whose methods are events: TypedRpc generates a publisher and a dispatcher for it.</summary>
/// <remarks>
/// Events go to a durable topic exchange. The routing key of an event is <c>{Contract}.{Event}</c>, or what <see cref="RabbitMethodAttribute.RoutingKey"/>
/// says. A subscriber implements the same interface.
/// </remarks>
/// <param name="exchange">Name of the topic exchange; 1 to 200 UTF-8 bytes, not starting with <c>amq.</c>.</param>
[AttributeUsage(AttributeTargets.Interface, Inherited = false)]
public sealed class RabbitEventsAttribute(string exchange) : Attribute
{
    /// <summary>Name of the topic exchange.</summary>
    public string Exchange { get; } = exchange;

    /// <summary>Wire name of the contract; when null, the interface's name without a leading <c>I</c>.</summary>
    public string? Name { get; set; }
}
