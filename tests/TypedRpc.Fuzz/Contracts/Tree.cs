using MessagePack;

namespace TypedRpc.Fuzz.Contracts;

/// <summary>A collection within itself: what is announced on each level adds up.</summary>
[MessagePackObject]
public sealed record Tree([property: Key(0)] int Value, [property: Key(1)] Tree?[]? Children)
{
    public static Tree Of(int depth) => depth <= 1 ? new Tree(depth, null) : new Tree(depth, [Of(depth - 1), null]);
}
