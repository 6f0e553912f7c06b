using System.Security.Cryptography;
using TypedRpc.Fuzz;

namespace TypedRpc.FuzzTests;

/// <summary>A short run of every target; <c>eng/fuzz.sh</c> makes long ones. What it finds is repeated with the seed and the index that it prints.</summary>
public sealed class BoundedRunTests(ITestOutputHelper output)
{
    private const long Inputs = 10_000;
    private const ulong FixedSeed = 20261124;

    public static TheoryData<string> Targets => new(FuzzTargets.All.Keys);

    [Theory]
    [MemberData(nameof(Targets))]
    [Trait("Fault", "D9")]
    public void A_fixed_seed_finds_nothing(string target) => Run(target, FixedSeed);

    [Theory]
    [MemberData(nameof(Targets))]
    [Trait("Fault", "D9")]
    public void A_new_seed_finds_nothing(string target) => Run(target, (uint)RandomNumberGenerator.GetInt32(int.MaxValue));

    private void Run(string target, ulong seed)
    {
        output.WriteLine($"seed={seed}");
        var result = FuzzRun.Run(target, FuzzTargets.All[target], seed, 0, Inputs);
        result.Findings.Select(static finding => $"index {finding.Index}: {finding.Description}").ShouldBeEmpty($"seed {seed}");
        result.Inputs.ShouldBe(Inputs);
    }
}
