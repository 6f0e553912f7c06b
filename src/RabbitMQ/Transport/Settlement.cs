namespace TypedRpc.RabbitMQ.Transport;

/// <summary>One <c>basic.ack</c> or <c>basic.reject</c>.</summary>
/// <param name="Tag">The message.</param>
/// <param name="Accepted">Acknowledged, or rejected without requeue.</param>
/// <param name="Multiple">Whether it covers everything before as well.</param>
internal readonly record struct Settlement(ulong Tag, bool Accepted, bool Multiple);
