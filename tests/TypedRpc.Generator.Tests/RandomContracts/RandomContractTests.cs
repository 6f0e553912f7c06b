using System.Collections.Concurrent;
using System.Globalization;
using TypedRpc.Generator.Tests.Signatures;

namespace TypedRpc.Generator.Tests.RandomContracts;

/// <summary>
/// Contracts made from seeds. <c>TYPEDRPC_CONTRACTS</c> says how many, <c>TYPEDRPC_CONTRACT_SEED</c> from which seed on:
/// <c>TYPEDRPC_CONTRACT_SEED=s TYPEDRPC_CONTRACTS=1</c> runs the contract of one seed again.
/// </summary>
public sealed class RandomContractTests(ITestOutputHelper log)
{
    private const int BatchSize = 250;

    /// <summary>Seeds that once found a defect.</summary>
    [Theory]
    [InlineData(1448)] // Refused without a word: "#line hidden".
    [InlineData(2520)]
    [InlineData(2792)]
    public async Task What_was_found_once_is_not_found_again(int seed) =>
        (await ContractBatch.RunAsync([RandomContract.Create(seed)])).Failures.Select(static failure => failure.Problem).ShouldBeEmpty();

    [Fact]
    public async Task Each_compiles_and_is_called_or_is_refused()
    {
        var (seed, count) = (Setting("TYPEDRPC_CONTRACT_SEED", 1), Setting("TYPEDRPC_CONTRACTS", 3000));
        var failures = new ConcurrentBag<ContractFailure>();
        var outcomes = new ConcurrentBag<ContractOutcome>();

        // Contracts that may be refused are compiled apart: what is wrong with one must not hide what is wrong with another.
        var batches = Enumerable.Range(seed, count).GroupBy(RandomContract.IsWild).SelectMany(static seeds => seeds.Chunk(BatchSize));
        await Parallel.ForEachAsync(batches, async (seeds, _) =>
        {
            var contracts = seeds.Select(RandomContract.Create).ToArray();
            var (failed, ended) = await ContractBatch.RunAsync(contracts);
            foreach (var outcome in ended)
            {
                outcomes.Add(outcome);
            }

            foreach (var failure in failed.Count == contracts.Length ? await HalveAsync(contracts) : failed)
            {
                failures.Add(failure);
            }
        });

        log.WriteLine(string.Join(", ", outcomes.CountBy(static outcome => outcome).OrderBy(static pair => pair.Key).Select(static pair => $"{pair.Value} {pair.Key}")));
        var first = failures.OrderBy(static failure => RandomContract.Seed(failure.Contract)).Take(10).ToArray();
        foreach (var failure in first)
        {
            var smallest = await Shrinker.ShrinkAsync(failure);
            log.WriteLine($"Seed {RandomContract.Seed(failure.Contract)}: {smallest.Problem}\n{smallest.Contract.Source}\n");
        }

        failures.Select(static failure => RandomContract.Seed(failure.Contract)).ShouldBeEmpty();
        if (count >= 400)
        {
            outcomes.Distinct().Count().ShouldBe(Enum.GetValues<ContractOutcome>().Length);
        }
    }

    /// <summary>Finds the contracts that fail by themselves in a batch that failed as a whole.</summary>
    private static async Task<IReadOnlyCollection<ContractFailure>> HalveAsync(ContractSpec[] contracts)
    {
        var (failures, _) = await ContractBatch.RunAsync(contracts);
        if (failures.Count < contracts.Length || contracts.Length == 1)
        {
            return failures;
        }

        var middle = contracts.Length / 2;
        ContractFailure[] found = [.. await HalveAsync(contracts[..middle]), .. await HalveAsync(contracts[middle..])];
        return found.Length > 0 ? found : failures;
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
