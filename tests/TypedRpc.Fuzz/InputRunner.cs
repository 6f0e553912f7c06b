using System.Diagnostics;

namespace TypedRpc.Fuzz;

/// <summary>Runs one input under the rules that hold for every target: no exception gets out, no second passes, memory grows with the input.</summary>
internal static class InputRunner
{
    private const int AllowedFactor = 8;
    private const int AllowedAnyway = 64 * 1024;

    /// <summary>What is allocated once, and a machine that stands still, do not happen again with the same input.</summary>
    private const int Confirmations = 3;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    /// <summary>Returns what went wrong, or null.</summary>
    public static string? Run(IFuzzTarget target, byte[] input)
    {
        string? finding = null;
        for (var run = 0; run < Confirmations; run++)
        {
            finding = RunOnce(target, input, out var certain);
            if (finding is null || certain)
            {
                break;
            }
        }

        return finding;
    }

    private static string? RunOnce(IFuzzTarget target, byte[] input, out bool certain)
    {
        certain = true;
        var started = Stopwatch.GetTimestamp();
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            target.Run(input);
        }
#pragma warning disable CA1031 // Whatever gets out is what this looks for.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return exception is FuzzFailureException ? exception.Message : $"escaped: {exception}";
        }

        var allocated = target.Allocated ?? GC.GetAllocatedBytesForCurrentThread() - before;
        var elapsed = Stopwatch.GetElapsedTime(started);
        certain = false;
        if (allocated > ((long)AllowedFactor * input.Length) + AllowedAnyway)
        {
            return $"allocated {allocated:N0} bytes for an input of {input.Length:N0}";
        }

        return elapsed > Longest ? $"took {elapsed.TotalSeconds:F1} s" : null;
    }
}
