using TypedRpc.Loopback;

namespace TypedRpc.Tests.Allocations;

/// <summary>Counts what calls allocate, whatever thread they run on.</summary>
internal static class AllocationMeter
{
    private const int Calls = 10_000;
    private const int Rounds = 5;

    /// <summary>The least of several rounds: what else the process does can only add to one.</summary>
    /// <param name="client">The client.</param>
    /// <param name="run">Makes so many calls, one after another, in one asynchronous method, so that its state is allocated once a round.</param>
    public static async Task<double> BytesPerCallAsync(IMeasured client, Func<IMeasured, int, Task> run)
    {
        await Task.Yield();
        using var alone = new LonePoolThread();
        await run(client, Calls);
        var least = double.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            await run(client, Calls);
            least = Math.Min(least, (double)(GC.GetTotalAllocatedBytes(precise: true) - before) / Calls);
        }

        return least;
    }
}
