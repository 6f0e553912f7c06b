namespace TypedRpc.TestSupport.Faults;

/// <summary>A method of AMQP 0-9-1, by its numbers.</summary>
/// <param name="ClassId">The class, for example 60 for <c>basic</c>.</param>
/// <param name="MethodId">The method within its class.</param>
public readonly record struct AmqpMethod(ushort ClassId, ushort MethodId)
{
    /// <summary><c>connection.close</c>.</summary>
    public static AmqpMethod ConnectionClose { get; } = new(10, 50);

    /// <summary><c>connection.blocked</c>.</summary>
    public static AmqpMethod ConnectionBlocked { get; } = new(10, 60);

    /// <summary><c>channel.open-ok</c>.</summary>
    public static AmqpMethod ChannelOpenOk { get; } = new(20, 11);

    /// <summary><c>channel.close</c>.</summary>
    public static AmqpMethod ChannelClose { get; } = new(20, 40);

    /// <summary><c>exchange.declare</c>.</summary>
    public static AmqpMethod ExchangeDeclare { get; } = new(40, 10);

    /// <summary><c>exchange.declare-ok</c>.</summary>
    public static AmqpMethod ExchangeDeclareOk { get; } = new(40, 11);

    /// <summary><c>queue.declare</c>.</summary>
    public static AmqpMethod QueueDeclare { get; } = new(50, 10);

    /// <summary><c>queue.declare-ok</c>.</summary>
    public static AmqpMethod QueueDeclareOk { get; } = new(50, 11);

    /// <summary><c>queue.bind-ok</c>.</summary>
    public static AmqpMethod QueueBindOk { get; } = new(50, 21);

    /// <summary><c>basic.consume</c>.</summary>
    public static AmqpMethod BasicConsume { get; } = new(60, 20);

    /// <summary><c>basic.consume-ok</c>.</summary>
    public static AmqpMethod BasicConsumeOk { get; } = new(60, 21);

    /// <summary><c>basic.cancel</c>, from either side.</summary>
    public static AmqpMethod BasicCancel { get; } = new(60, 30);

    /// <summary><c>basic.publish</c>, with the message that follows it.</summary>
    public static AmqpMethod BasicPublish { get; } = new(60, 40);

    /// <summary><c>basic.return</c>, with the message that follows it.</summary>
    public static AmqpMethod BasicReturn { get; } = new(60, 50);

    /// <summary><c>basic.deliver</c>, with the message that follows it.</summary>
    public static AmqpMethod BasicDeliver { get; } = new(60, 60);

    /// <summary><c>basic.ack</c>: a consumer's to the broker, a publisher confirm to the client.</summary>
    public static AmqpMethod BasicAck { get; } = new(60, 80);

    /// <summary><c>basic.reject</c>.</summary>
    public static AmqpMethod BasicReject { get; } = new(60, 90);

    /// <summary><c>basic.nack</c>, from either side.</summary>
    public static AmqpMethod BasicNack { get; } = new(60, 120);

    /// <inheritdoc/>
    public override string ToString() => $"{ClassId}.{MethodId}";
}
