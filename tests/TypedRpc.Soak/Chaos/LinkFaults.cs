using TypedRpc.Soak.Processes;
using TypedRpc.TestSupport.Faults;

namespace TypedRpc.Soak.Chaos;

/// <summary>Faults of the network between one process and the broker.</summary>
internal static class LinkFaults
{
    private static readonly TimeSpan LongestHalfOpen = TimeSpan.FromSeconds(10);

    public static IReadOnlyList<Fault> All { get; } =
    [
        new("reset", ResetAsync, Sign.Lost),
        new("cut", CutAsync, Sign.Lost),
        new("half-open", HalfOpenAsync, Sign.Lost),
        new("stall", StallAsync),
        new("delay", DelayAsync),
        new("narrow", NarrowAsync),
    ];

    private static Task ResetAsync(ChaosScope scope, Injection injection)
    {
        Slot slot = scope.AnySlot();
        injection.Text = $"RST to {slot.Name}";
        slot.Proxy.Reset();
        return Task.CompletedTask;
    }

    private static async Task CutAsync(ChaosScope scope, Injection injection)
    {
        Slot slot = scope.AnySlot();
        int bytes = scope.Random.Next(1, 20_000);
        FaultDirection direction = scope.OneDirection();
        injection.Text = $"{slot.Name}, after {bytes} further bytes {direction}";
        slot.Proxy.CutAfter(direction, bytes);
        if (!await scope.HappensAsync(() => slot.Proxy.Connections.All(static connection => connection.Closed.IsCompleted), TimeSpan.FromSeconds(1)))
        {
            // Perhaps not so many bytes have come.
            injection.Sign = null;
        }
    }

    // A real link that comes back after that has lost bytes, and is reset; so is this one, if the runtime has not given it up itself.
    private static async Task HalfOpenAsync(ChaosScope scope, Injection injection)
    {
        Slot slot = scope.AnySlot();
        FaultDirection direction = scope.Any([FaultDirection.Both, FaultDirection.ToBroker, FaultDirection.ToClient]);
        IReadOnlyList<FaultConnection> dead = slot.Proxy.Connections;
        int accepted = slot.Proxy.Accepted;
        slot.Proxy.HalfOpen(direction);
        if (await scope.HappensAsync(() => slot.Proxy.Accepted > accepted, LongestHalfOpen))
        {
            injection.Noticed = scope.Clock.Now - injection.Start;
        }

        injection.Text = FormattableString.Invariant($"{slot.Name} {direction}, {(injection.Noticed is { } ms ? $"noticed after {ms:0} ms" : "not noticed, reset after 10 s")}");
        foreach (FaultConnection connection in dead)
        {
            connection.Reset();
        }
    }

    private static async Task StallAsync(ChaosScope scope, Injection injection)
    {
        Slot slot = scope.AnySlot();
        FaultDirection direction = scope.OneDirection();
        TimeSpan duration = scope.Duration();
        injection.Text = FormattableString.Invariant($"{slot.Name} {direction} for {duration.TotalSeconds:0.0} s");
        slot.Proxy.Stall(direction);
        await scope.LastAsync(duration);
        slot.Proxy.Heal();
    }

    private static async Task DelayAsync(ChaosScope scope, Injection injection)
    {
        Slot slot = scope.AnySlot();
        var delay = TimeSpan.FromMilliseconds(scope.Random.Next(10, 500));
        injection.Text = FormattableString.Invariant($"{slot.Name}, {delay.TotalMilliseconds:0} ms each way");
        slot.Proxy.Delay(delay, delay / 4);
        await scope.LastAsync(scope.Duration());
        slot.Proxy.Heal();
    }

    private static async Task NarrowAsync(ChaosScope scope, Injection injection)
    {
        Slot slot = scope.AnySlot();
        int rate = scope.Random.Next(20_000, 500_000);
        injection.Text = $"{slot.Name}, {rate} bytes/s in pieces of 500";
        slot.Proxy.Bandwidth(rate);
        slot.Proxy.Slice(500);
        await scope.LastAsync(scope.Duration());
        slot.Proxy.Heal();
    }
}
