using TypedRpc.Generator.Benchmarks.Contenders;

namespace TypedRpc.Generator.Benchmarks.Measuring;

/// <summary>Has all contenders do the same in turn, so that what else the machine does meets all of them.</summary>
internal sealed class Runner(IReadOnlyList<Contender> contenders, int contracts, int keys)
{
    private const int ColdRuns = 2;
    private const int SmallProject = 20;

    public async Task<ShapeResult> RunAsync()
    {
        // An editor and a build server have been at it for hours: nothing is compiled just in time any more.
        await RunAsync(SmallProject, ColdRuns, keys: 60);
        return new(contracts, await RunAsync(contracts, ColdRuns, keys));
    }

    private async Task<IReadOnlyList<Subject>> RunAsync(int contracts, int colds, int keys)
    {
        Subject[] subjects = [.. contenders.Select(contender => new Subject(contender, contracts))];
        for (var run = 0; run < colds; run++)
        {
            foreach (var subject in subjects)
            {
                await subject.OpenAsync();
            }
        }

        foreach (var subject in subjects)
        {
            await subject.BuildAsync();
        }

        for (var key = 0; key < keys; key++)
        {
            foreach (var subject in subjects)
            {
                await subject.TypeAsync(inHandler: key % 2 == 1);
            }
        }

        return subjects;
    }
}
