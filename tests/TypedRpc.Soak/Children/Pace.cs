using System.Diagnostics;

namespace TypedRpc.Soak.Children;

/// <summary>Does something so many times a second.</summary>
internal static class Pace
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    public static async Task RunAsync(int rate, Action step, CancellationToken token)
    {
        using var ticks = new PeriodicTimer(Tick);
        double due = 0;
        long last = Stopwatch.GetTimestamp();
        while (await ticks.WaitForNextTickAsync(token))
        {
            long now = Stopwatch.GetTimestamp();

            // What a pause has held up is made up for, but not more than a tenth of a second of it.
            due = Math.Min(due + (Stopwatch.GetElapsedTime(last, now).TotalSeconds * rate), rate / 10.0);
            for (last = now; due >= 1; due--)
            {
                step();
            }
        }
    }
}
