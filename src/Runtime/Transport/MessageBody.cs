using TypedRpc.Serialization;

namespace TypedRpc.Transport;

/// <summary>The frames of a message: one after another in one piece of memory, or each where it was encoded.</summary>
internal readonly record struct MessageBody(ReadOnlyMemory<byte> Whole, IReadOnlyList<PooledBufferWriter>? Parts = null);
