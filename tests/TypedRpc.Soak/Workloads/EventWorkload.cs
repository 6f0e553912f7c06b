using TypedRpc.Soak.Chaos;
using TypedRpc.Soak.Checking;
using TypedRpc.Soak.Checking.Events;
using TypedRpc.Soak.Processes;
using TypedRpc.TestSupport;
using TypedRpc.TestSupport.Brokers;

namespace TypedRpc.Soak.Workloads;

/// <summary>Events, until so many have been confirmed.</summary>
internal sealed class EventWorkload(long events, int rate) : Workload
{
    private const double MostTimesLonger = 3;
    private const double FaultsMilliseconds = 60_000;

    /// <summary>For the longest backlog that the faults leave behind.</summary>
    private static readonly TimeSpan LongestDrain = TimeSpan.FromSeconds(60);

    public override ChildRole ClientRole => ChildRole.Publisher;

    public override ChildRole ServerRole => ChildRole.Subscriber;

    public override string Noun => "publishes";

    public override IReadOnlyList<Fault> Faults { get; } =
        [.. LinkFaults.All, .. MethodFaults.OfEvents, .. ProcessFaults.Of(NameOf(ChildRole.Publisher), NameOf(ChildRole.Subscriber)), .. BrokerFaults.OfEvents];

    // Bounded as well: what is confirmed no more would go on for ever.
    public override double Remaining(double elapsed, Fleet fleet) => Math.Min(
        (events - fleet.Clients.Sum(static publisher => publisher.Succeeded)) * 1000.0 / rate,
        (events * 1000.0 / rate * MostTimesLonger) + FaultsMilliseconds - elapsed);

    public override async Task SettleAsync(RabbitMqBroker broker)
    {
        try
        {
            await Eventually.TrueAsync(async () => await broker.Control.CensusAsync() is { Ready: 0, Unacknowledged: 0 }, LongestDrain);
        }
        catch (TimeoutException)
        {
            // What is left is found by the comparison with what there was before.
        }
    }

    public override WindowChecker Checker(SoakFolder folder, SoakClock clock, Fleet fleet, Func<IReadOnlyList<Injection>> injections, Evidence evidence) =>
        new EventChecker(folder, clock, fleet.Killed, injections, evidence);
}
