using TypedRpc.LoadTest.Contenders;
using TypedRpc.LoadTest.Load;

namespace TypedRpc.LoadTest.Running;

/// <summary>The other side of <see cref="ServerProcess"/>: serves one contender and answers for its use until standard input ends.</summary>
internal static class ServeCommand
{
    public const string Option = "--serve";
    public const string Ready = "ready";
    public const string Use = "use";

    public static async Task<int> RunAsync(string name)
    {
        var contender = Catalogue.Get(name);
        using var begun = contender.Begin();
        await using var server = await contender.ServeAsync(Addresses.FromEnvironment());
        Console.WriteLine(Ready);
        while (await Console.In.ReadLineAsync() is { } line)
        {
            Console.WriteLine(line == Use ? ResourceUse.OfThisProcess() : $"'{line}' is no question.");
        }

        return 0;
    }
}
