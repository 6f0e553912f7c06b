using MessagePack;

namespace TypedRpc.Fuzz.Contracts;

[MessagePackObject]
public sealed record Order(
    [property: Key(0)] string Id,
    [property: Key(1)] IReadOnlyList<OrderLine> Lines,
    [property: Key(2)] IDictionary<string, string>? Labels,
    [property: Key(3)] decimal Total);
