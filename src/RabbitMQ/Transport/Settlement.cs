using TypedRpc.Transport;

namespace TypedRpc.RabbitMQ.Transport;

/// <summary>One <c>basic.ack</c> or <c>basic.reject</c>.</summary>
/// <param name="Tag">The message.</param>
/// <param name="How">What becomes of it.</param>
/// <param name="Multiple">Whether it covers everything before as well.</param>
internal readonly record struct Settlement(ulong Tag, MessageSettlement How, bool Multiple);
