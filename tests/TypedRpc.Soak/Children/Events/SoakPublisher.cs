using TypedRpc.Soak.Checking.Events;
using TypedRpc.Soak.Processes;
using TypedRpc.TestSupport.Ledger;

namespace TypedRpc.Soak.Children.Events;

/// <summary>Publishes events of all kinds, one after another: the order of the numbers is that of the calls.</summary>
internal sealed class SoakPublisher(RpcConnection connection, ChildSettings settings, SoakFolder folder, SoakClock clock)
    : SoakLoad<PublishedEvent>(settings.Name, folder, clock, settings.Rate, MostUnderWay)
{
    // More than a connection has on its way at once, so that some wait for room.
    private const int MostUnderWay = 6000;

    private readonly ILedgeredEvents[] _publishers =
        [.. EventPlan.Timeouts.Select(timeout => connection.CreatePublisher<ILedgeredEvents>(options => options.Timeout = TimeSpan.FromMilliseconds(timeout)))];

    private readonly string _name = settings.Name;
    private readonly SoakClock _clock = clock;
    private readonly Random _random = new(settings.Seed);

    protected override void Begin(string id, long number)
    {
        EventPlan plan = EventPlan.Draw(_random);
        byte[] payload = Payload.Random(plan.Size);
        Log(id, new PublishedEvent(
            id, _name, number, plan.Kind, plan.Failures, _clock.Now, EventPlan.Timeouts[plan.Timeout], plan.CancelAfter, Payload.HashOf(payload)));
        var cancel = plan.CancelAfter is { } after ? new CancellationTokenSource(after) : null;
        Watch(id, token => NoAnswerAsync(plan.PublishAsync(_publishers[plan.Timeout], _name, id, payload, token)), cancel);
    }

    private static async ValueTask<string> NoAnswerAsync(ValueTask publish)
    {
        await publish;
        return string.Empty;
    }
}
