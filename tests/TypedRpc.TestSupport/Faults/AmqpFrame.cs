namespace TypedRpc.TestSupport.Faults;

/// <summary>One whole frame as it travels, or a piece of a stream that is not AMQP.</summary>
/// <param name="Channel">The channel it belongs to.</param>
/// <param name="Method">The method it carries; null for a frame of another type.</param>
/// <param name="IsContent">Whether it is a header or body frame: part of the message of the method before it on its channel.</param>
/// <param name="Bytes">All of it, valid until the next read.</param>
internal readonly record struct AmqpFrame(ushort Channel, AmqpMethod? Method, bool IsContent, ReadOnlyMemory<byte> Bytes);
