namespace TypedRpc.Generator.Tests.RandomContracts;

internal static class RandomExtensions
{
    public static bool OneIn(this Random random, int number) => random.Next(number) == 0;

    public static T Pick<T>(this Random random, params IReadOnlyList<T> items) => items[random.Next(items.Count)];
}
