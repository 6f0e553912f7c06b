using TypedRpc.Fuzz;
using TypedRpc.Fuzz.Mutation;

namespace TypedRpc.FuzzTests;

/// <summary>The fuzzer itself: it repeats itself, and it finds what there is.</summary>
public sealed class FuzzerTests
{
    private const ulong Seed = 7;

    public static TheoryData<string> Targets => new(FuzzTargets.All.Keys);

    [Theory]
    [MemberData(nameof(Targets))]
    public void The_same_seed_and_index_make_the_same_input_and_others_do_not(string name)
    {
        using var first = FuzzTargets.All[name]();
        using var second = FuzzTargets.All[name]();
        var inputs = Enumerable.Range(0, 100).Select(index => Convert.ToHexString(InputSource.Create(first, Seed, index))).ToArray();
        Enumerable.Range(0, 100).Select(index => Convert.ToHexString(InputSource.Create(second, Seed, index))).ShouldBe(inputs);
        inputs.Distinct().Count().ShouldBeGreaterThan(80);
        Enumerable.Range(0, 100).Select(index => Convert.ToHexString(InputSource.Create(first, Seed + 1, index))).Except(inputs).Count().ShouldBeGreaterThan(50);
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void Valid_inputs_find_nothing(string name)
    {
        using var target = FuzzTargets.All[name]();
        target.Seeds.Select(seed => InputRunner.Run(target, seed)).ShouldAllBe(static finding => finding == null);
    }

    [Theory]
    [InlineData("throws", "escaped: System.NotSupportedException")]
    [InlineData("allocates", "allocated ")]
    [InlineData("lies", "wrong answer")]
    public void What_a_target_does_wrong_is_found_with_its_index_and_its_input(string fault, string description)
    {
        var result = FuzzRun.Run("broken", () => new BrokenTarget(fault), Seed, 0, 2000);
        var finding = result.Findings[0];
        finding.Description.ShouldStartWith(description);
        using var target = new BrokenTarget(fault);
        InputSource.Create(target, Seed, finding.Index).ShouldBe(finding.Input);
    }

    /// <summary>Does wrong when the third byte is not what it was.</summary>
    private sealed class BrokenTarget(string fault) : IFuzzTarget
    {
        public IReadOnlyList<byte[]> Seeds { get; } = [[0x93, 0x01, 0x02, 0x03]];

        public IMutator Mutator => MessagePackMutator.Instance;

        public void Run(byte[] input)
        {
            if (input.Length < 3 || input[2] == 0x02)
            {
                return;
            }

            switch (fault)
            {
                case "throws":
                    throw new NotSupportedException();
                case "allocates":
                    GC.KeepAlive(new byte[1_000_000]);
                    break;
                default:
                    throw new FuzzFailureException("wrong answer");
            }
        }

        public void Dispose()
        {
        }
    }
}
