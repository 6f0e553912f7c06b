using System.Numerics;
using MessagePack;

namespace TypedRpc.Fuzz.Contracts;

/// <summary>Types of which not every value of the right shape exists.</summary>
[MessagePackObject]
public sealed record Moment(
    [property: Key(0)] DateTime When,
    [property: Key(1)] DateTimeOffset Zoned,
    [property: Key(2)] TimeSpan Length,
    [property: Key(3)] Guid Id,
    [property: Key(4)] Uri? Link,
    [property: Key(5)] BigInteger Big,
    [property: Key(6)] Version? Version,
    [property: Key(7)] char Letter,
    [property: Key(8)] DateOnly Day,
    [property: Key(9)] (int Left, string? Right) Pair);
