using TypedRpc.Soak.Processes;
using TypedRpc.TestSupport.Brokers;
using TypedRpc.TestSupport.Faults;

namespace TypedRpc.Soak.Chaos;

/// <summary>What a fault can lay hands on, and the dice.</summary>
internal sealed class ChaosScope(Fleet fleet, RabbitMqBroker broker, Random random, SoakClock clock, CancellationToken token)
{
    private const double ShortestMilliseconds = 1000;
    private const double LongestMilliseconds = 8000;

    public Fleet Fleet => fleet;

    public RabbitMqBroker Broker => broker;

    public Random Random => random;

    public SoakClock Clock => clock;

    /// <summary>Any client or server.</summary>
    public Slot AnySlot() => Any(fleet.All);

    public T Any<T>(IEnumerable<T> choice)
    {
        T[] all = [.. choice];
        return all[random.Next(all.Length)];
    }

    public FaultDirection OneDirection() => random.Next(2) == 0 ? FaultDirection.ToBroker : FaultDirection.ToClient;

    public TimeSpan Duration() => TimeSpan.FromMilliseconds(ShortestMilliseconds + (random.NextDouble() * (LongestMilliseconds - ShortestMilliseconds)));

    /// <summary>Lets a fault last; returns early, and without an exception, if the run ends.</summary>
    public async Task LastAsync(TimeSpan duration) => await Task.Delay(duration, token).ContinueWith(static _ => { }, TaskScheduler.Default);

    /// <summary>Whether something happens before a time has passed; false too if the run ends.</summary>
    public async Task<bool> HappensAsync(Func<bool> condition, TimeSpan within)
    {
        double end = clock.Now + within.TotalMilliseconds;
        while (!condition() && clock.Now < end && !token.IsCancellationRequested)
        {
            await LastAsync(TimeSpan.FromMilliseconds(20));
        }

        return condition();
    }
}
