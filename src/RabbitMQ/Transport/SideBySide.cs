namespace TypedRpc.RabbitMQ.Transport;

/// <summary>Steps that do not need each other: a start, or a recovery, waits for the round trips of all of them at once.</summary>
internal static class SideBySide
{
    /// <summary>Waits until all have ended; throws what the first in the given order threw, so that the same trouble gives the same error.</summary>
    public static async Task RunAsync(params Task[] steps)
    {
        await Task.WhenAll(steps).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var step in steps)
        {
            await step.ConfigureAwait(false);
        }
    }
}
