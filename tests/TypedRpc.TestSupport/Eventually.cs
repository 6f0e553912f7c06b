using System.Runtime.CompilerServices;

namespace TypedRpc.TestSupport;

/// <summary>Polls for what another thread or process is about to make true.</summary>
public static class Eventually
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

    /// <summary>Returns as soon as <paramref name="condition"/> holds.</summary>
    /// <exception cref="TimeoutException">It did not hold <paramref name="within"/> the given time (default: <see cref="TestTimeouts.Step"/>).</exception>
    public static Task TrueAsync(
        Func<bool> condition, TimeSpan? within = null, [CallerArgumentExpression(nameof(condition))] string what = "") =>
        TrueAsync(() => Task.FromResult(condition()), within, what);

    /// <inheritdoc cref="TrueAsync(Func{bool}, TimeSpan?, string)"/>
    public static async Task TrueAsync(
        Func<Task<bool>> condition, TimeSpan? within = null, [CallerArgumentExpression(nameof(condition))] string what = "")
    {
        TimeSpan bound = within ?? TestTimeouts.Step;
        using var deadline = new CancellationTokenSource(bound);
        using var ticks = new PeriodicTimer(Interval);
        Task<bool> look = Task.FromResult(false);
        try
        {
            while (!await (look = condition()).WaitAsync(deadline.Token))
            {
                await ticks.WaitForNextTickAsync(deadline.Token);
            }
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            // A look that is given up may fail later, and nobody would see how.
            _ = look.ContinueWith(static late => _ = late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            throw new TimeoutException($"Not true within {bound.TotalSeconds:0.###} s: {what}");
        }
    }
}
