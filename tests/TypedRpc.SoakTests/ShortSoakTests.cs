using TypedRpc.TestSupport.Processes;

namespace TypedRpc.SoakTests;

/// <summary>Chaos with a new seed, for a minute or less, in processes of its own; <c>eng/soak.sh</c> makes long runs.</summary>
public sealed class ShortSoakTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(8);

    [Fact]
    public Task A_minute_of_chaos_breaks_no_promise() => RunAsync("--minutes", "1", "--chaos", "--every", "6", "--rate", "300");

    [Fact]
    public Task Events_under_chaos_are_neither_lost_nor_made_up_nor_disordered() => RunAsync("--events", "6000", "--chaos", "--every", "3", "--rate", "500");

    private static async Task RunAsync(params string[] arguments)
    {
        string program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "TypedRpc.Soak.exe" : "TypedRpc.Soak");
        ProcessResult run = await ProcessRunner.RunAsync(program, arguments, Longest);

        // The seed, the faults and the report of a run that passes are worth to be seen as well.
        Console.WriteLine(run.Output);
        run.ExitCode.ShouldBe(0, $"{run.Output}\n{run.Error}");
    }
}
