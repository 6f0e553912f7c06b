namespace TypedRpc.Soak.Chaos;

/// <summary>What a broker does to all of them.</summary>
internal static class BrokerFaults
{
    private const string ServerNamed = "amq.gen";

    private static readonly Fault[] Ends =
    [
        new("broker kill", KillAsync, Sign.Lost),
        new("broker stop", StopAsync, Sign.Lost),
        new("broker freeze", FreezeAsync),
        new("close connections", static (scope, _) => scope.Broker.Control.CloseConnectionsAsync("soak"), Sign.Lost),
    ];

    private static readonly Fault Alarm = new("memory alarm", AlarmAsync, Sign.Blocked);

    public static IReadOnlyList<Fault> OfCalls { get; } =
    [
        .. Ends,
        new("request queue deleted", static (scope, injection) => DeleteQueueAsync(scope, injection, serverNamed: false), Sign.Lost),
        new("reply queue deleted", static (scope, injection) => DeleteQueueAsync(scope, injection, serverNamed: true), Sign.Lost),
        Alarm,
    ];

    /// <summary>No queue is deleted: a durable one takes its messages with it.</summary>
    public static IReadOnlyList<Fault> OfEvents { get; } = [.. Ends, Alarm];

    private static async Task KillAsync(ChaosScope scope, Injection injection)
    {
        await scope.Broker.KillAsync();
        await scope.Broker.ResumeAsync();
        injection.Text = FormattableString.Invariant($"down for {(scope.Clock.Now - injection.Start) / 1000:0.0} s");
    }

    private static async Task StopAsync(ChaosScope scope, Injection injection)
    {
        await scope.Broker.RestartAsync();
        injection.Text = FormattableString.Invariant($"stop_app and start_app took {(scope.Clock.Now - injection.Start) / 1000:0.0} s");
    }

    private static async Task FreezeAsync(ChaosScope scope, Injection injection)
    {
        TimeSpan duration = scope.Duration();
        injection.Text = FormattableString.Invariant($"for {duration.TotalSeconds:0.0} s");
        await scope.Broker.Control.FreezeAsync();
        try
        {
            await scope.LastAsync(duration);
        }
        finally
        {
            await scope.Broker.Control.ContinueAsync();
        }
    }

    private static async Task AlarmAsync(ChaosScope scope, Injection injection)
    {
        TimeSpan duration = scope.Duration();
        injection.Text = FormattableString.Invariant($"for {duration.TotalSeconds:0.0} s");
        await scope.Broker.Control.SetMemoryAlarmAsync(raised: true);
        try
        {
            await scope.LastAsync(duration);
        }
        finally
        {
            await scope.Broker.Control.SetMemoryAlarmAsync(raised: false);
        }
    }

    private static async Task DeleteQueueAsync(ChaosScope scope, Injection injection, bool serverNamed)
    {
        IReadOnlyList<string> queues = await scope.Broker.Control.QueueNamesAsync();
        string queue = scope.Any(queues.Where(name => name.StartsWith(ServerNamed, StringComparison.Ordinal) == serverNamed).Order(StringComparer.Ordinal));
        injection.Text = queue;
        await scope.Broker.Control.DeleteQueueAsync(queue);
    }
}
