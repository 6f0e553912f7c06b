using System.Text.Json;
using TypedRpc.Soak.Chaos;
using TypedRpc.Soak.Processes;
using TypedRpc.TestSupport.Ledger;

namespace TypedRpc.Soak.Checking;

/// <summary>Whether a fault can be seen in the processes that it touches (I7).</summary>
internal sealed class SignWatch(Fleet fleet, ChaosScope scope, Evidence evidence)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>What each process has counted so far.</summary>
    public async Task<IReadOnlyDictionary<SoakChild, IReadOnlyDictionary<string, long>>> TakeAsync()
    {
        var signs = new Dictionary<SoakChild, IReadOnlyDictionary<string, long>>();
        foreach (SoakChild child in fleet.All.Select(static slot => slot.Child))
        {
            try
            {
                signs[child] = await child.SignsAsync();
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException or TimeoutException or JsonException)
            {
                // Whether it may have ended is for others to judge.
            }
        }

        return signs;
    }

    /// <summary>Waits for the sign of a fault, and reports it missing.</summary>
    public async Task CheckAsync(Injection injection, IReadOnlyDictionary<SoakChild, IReadOnlyDictionary<string, long>> before)
    {
        if (injection.Sign is not { } sign)
        {
            return;
        }

        double end = scope.Clock.Now + Patience.TotalMilliseconds;
        string? missing;
        while ((missing = sign.Keys.FirstOrDefault(Missing(before, await TakeAsync()))) is not null)
        {
            if (scope.Clock.Now > end)
            {
                evidence.Add(new Violation("I7", injection.Fault, $"left no sign: {missing} did not change; {injection}"), null);
                return;
            }

            await scope.LastAsync(TimeSpan.FromMilliseconds(100));
        }
    }

    // In no process that was there before and still is.
    private static Func<string, bool> Missing(
        IReadOnlyDictionary<SoakChild, IReadOnlyDictionary<string, long>> before, IReadOnlyDictionary<SoakChild, IReadOnlyDictionary<string, long>> after) =>
        key => after.All(child => !before.TryGetValue(child.Key, out IReadOnlyDictionary<string, long>? old) || child.Value.GetValueOrDefault(key) <= old.GetValueOrDefault(key));
}
