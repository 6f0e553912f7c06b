using System.Globalization;
using TypedRpc.Soak.Checking.Events;
using TypedRpc.Soak.Processes;
using TypedRpc.TestSupport.Ledger;
using TypedRpc.TestSupport.Ledger.Calls;

namespace TypedRpc.Soak.Children.Events;

/// <summary>Publishes events of all kinds at a rate, one after another, and logs each before it is published and each time that ends.</summary>
internal sealed class SoakPublisher : IChildWork
{
    // More than a connection has on its way at once, so that some wait for room.
    private const int MostUnderWay = 6000;

    private readonly ILedgeredEvents[] _publishers;
    private readonly ChildSettings _settings;
    private readonly SoakClock _clock;
    private readonly WindowFiles<PublishedEvent> _events;
    private readonly WindowFiles<CallCompletion> _ends;
    private readonly Random _random;
    private long _made;
    private long _succeeded;
    private int _underWay;
    private volatile bool _on;

    public SoakPublisher(RpcConnection connection, ChildSettings settings, SoakFolder folder, SoakClock clock)
    {
        _publishers = [.. EventPlan.Timeouts.Select(timeout => connection.CreatePublisher<ILedgeredEvents>(options => options.Timeout = TimeSpan.FromMilliseconds(timeout)))];
        (_settings, _clock, _random) = (settings, clock, new Random(settings.Seed));
        _events = new WindowFiles<PublishedEvent>(folder, clock);
        _ends = new WindowFiles<CallCompletion>(folder, clock);
    }

    public int UnderWay => Volatile.Read(ref _underWay);

    public long Succeeded => Volatile.Read(ref _succeeded);

    public Task SwitchAsync(bool on)
    {
        _on = on;
        return Task.CompletedTask;
    }

    // From one thread at a time: the order of the numbers is that of the calls.
    public Task RunAsync(CancellationToken token) => Pace.RunAsync(
        _settings.Rate,
        () =>
        {
            if (_on && UnderWay < MostUnderWay)
            {
                Publish();
            }
        },
        token);

    public void CloseFiles()
    {
        _events.Dispose();
        _ends.Dispose();
    }

    public void Dispose() => CloseFiles();

    private void Publish()
    {
        EventPlan plan = EventPlan.Draw(_random);
        byte[] payload = Payload.Random(plan.Size);
        long number = ++_made;
        string id = string.Create(CultureInfo.InvariantCulture, $"{_clock.Window}-{_settings.Name}-{number}");
        Interlocked.Increment(ref _underWay);
        _events.Append(id, new PublishedEvent(
            id, _settings.Name, number, plan.Kind, plan.Failures, _clock.Now, EventPlan.Timeouts[plan.Timeout], plan.CancelAfter, Payload.HashOf(payload)));
        var cancel = plan.CancelAfter is { } after ? new CancellationTokenSource(after) : null;
        int ended = 0;
        WatchedCall.Start(id, () => NoAnswerAsync(plan.PublishAsync(_publishers[plan.Timeout], _settings.Name, id, payload, cancel?.Token ?? default)), completion =>
        {
            _ends.Append(id, completion);
            if (Interlocked.Exchange(ref ended, 1) == 0)
            {
                Interlocked.Add(ref _succeeded, completion.Status == RpcStatusCode.OK ? 1 : 0);
                cancel?.Dispose();
                Interlocked.Decrement(ref _underWay);
            }
        });
    }

    private static async ValueTask<string> NoAnswerAsync(ValueTask publish)
    {
        await publish;
        return string.Empty;
    }
}
