using TypedRpc.TestSupport.Processes;

namespace TypedRpc.SoakTests;

/// <summary>A minute of chaos with a new seed, in processes of its own; <c>eng/soak.sh</c> makes long runs.</summary>
public sealed class ShortSoakTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(8);

    [Fact]
    public async Task A_minute_of_chaos_breaks_no_promise()
    {
        string program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "TypedRpc.Soak.exe" : "TypedRpc.Soak");
        ProcessResult run = await ProcessRunner.RunAsync(program, ["--minutes", "1", "--chaos", "--every", "6", "--rate", "300"], Longest);

        // The seed, the faults and the report of a run that passes are worth to be seen as well.
        Console.WriteLine(run.Output);
        run.ExitCode.ShouldBe(0, $"{run.Output}\n{run.Error}");
    }
}
