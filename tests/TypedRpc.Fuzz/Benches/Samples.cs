using System.Numerics;
using TypedRpc.Fuzz.Contracts;

namespace TypedRpc.Fuzz.Benches;

/// <summary>Values that the valid inputs are made of.</summary>
internal static class Samples
{
    public static Order Order { get; } = new(
        "order-1", [new OrderLine("article", 2, true), new OrderLine("other", -1, false)], new Dictionary<string, string> { ["a"] = "b", ["c"] = "" }, 12.50m);

    public static Dictionary<string, int> Map { get; } = new() { ["one"] = 1, ["two"] = 200_000 };

    public static HashSet<Guid> Ids { get; } = [Guid.Parse("6b29fc40-ca47-1067-b31d-00dd010662da"), Guid.Empty];

    public static Dictionary<long, int> Numbers { get; } = new() { [1] = 1, [long.MinValue] = -1 };

    public static int[,] Grid { get; } = { { 1, 2, 3 }, { 4, 5, 6 } };

    public static Moment Moment { get; } = new(
        new DateTime(2026, 11, 24, 1, 2, 3, DateTimeKind.Utc), new DateTimeOffset(2026, 11, 24, 1, 2, 3, TimeSpan.FromHours(2)), TimeSpan.FromSeconds(5), Guid.Empty,
        new Uri("amqp://host/"), BigInteger.Pow(7, 40), new Version(1, 2, 3), 'x', new DateOnly(2026, 11, 24), (1, "pair"));
}
