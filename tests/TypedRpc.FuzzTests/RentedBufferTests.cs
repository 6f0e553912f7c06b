using TypedRpc.Fuzz;
using TypedRpc.Fuzz.Benches;
using TypedRpc.TestSupport;

namespace TypedRpc.FuzzTests;

/// <summary>Whatever comes, the memory that was rented for it goes back to its pool.</summary>
[Collection(nameof(AloneCollection))]
public sealed class RentedBufferTests
{
    private const long Inputs = 2000;
    private const ulong Seed = 20261124;

    public static TheoryData<string> Targets => new(FuzzTargets.All.Keys);

    [Theory]
    [MemberData(nameof(Targets))]
    [Trait("Fault", "D9")]
    public async Task All_are_returned(string name)
    {
        using var target = FuzzTargets.All[name]();
        RunAll(target, name);
        using var buffers = new RentedBuffers();
        RunAll(target, name);

        // Calls that run on the thread pool may be a moment behind.
        await Eventually.TrueAsync(() => buffers.Outstanding.Count == 0);
        if (name is "arguments" or "request" or "amqp")
        {
            buffers.Rents.ShouldBeGreaterThan(0);
        }
    }

    private static void RunAll(IFuzzTarget target, string name)
    {
        foreach (var valid in target.Seeds)
        {
            InputRunner.Run(target, valid).ShouldBeNull();
        }

        for (var index = 0L; index < Inputs; index++)
        {
            InputRunner.Run(target, InputSource.Create(target, Seed, index)).ShouldBeNull();
        }
    }
}
