using MessagePack;

namespace TypedRpc.ReliabilityTests.Handlers;

/// <summary>A payload that can be nested.</summary>
[MessagePackObject]
public sealed record Tree([property: Key(0)] int Value, [property: Key(1)] Tree? Child);
