namespace TypedRpc;

/// <summary>Sets the wire name, the deadline and, for events, the routing key of a contract method.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RabbitMethodAttribute : Attribute
{
    /// <summary>Keeps the wire name that the method has by itself: its name without a trailing <c>Async</c>.</summary>
    public RabbitMethodAttribute()
    {
    }

    /// <summary>Gives the method a wire name of its own. It is the routing key of a call; that of an event is then <c>{Contract}.{name}</c>, unless <see cref="RoutingKey"/> gives another.</summary>
    /// <param name="name">Wire name; 1 to 200 UTF-8 bytes, unique within the contract.</param>
    public RabbitMethodAttribute(string name) => Name = name;

    /// <summary>Wire name, or null for the method's own name. The routing key of a call is this name or <c>{Service}.{Method}</c>.</summary>
    public string? Name { get; }

    /// <summary>For the events of a <see cref="RabbitEventsAttribute"/> contract: routing key, or a template of it, or null for <c>{Contract}.{Event}</c>.</summary>
    /// <remarks>
    /// A word in braces takes its value from the parameter of that name, which then travels in the key only: <c>payment.{region}.refunded</c>. It may be text, an integer, a
    /// GUID, a truth value or an enumeration; what could be taken for a separator or a pattern is percent-encoded. A key has at most 255 bytes.
    /// </remarks>
    public string? RoutingKey { get; set; }

    /// <summary>Deadline of a call in milliseconds; 0 means <see cref="TypedRpcOptions.DefaultTimeout"/>.</summary>
    public int TimeoutMilliseconds { get; set; }

    /// <summary>Whether requests of the method may share messages with others that are made at the same time; see <see cref="CoalescingOptions"/>. Default true.</summary>
    public bool Coalesce { get; set; } = true;
}
