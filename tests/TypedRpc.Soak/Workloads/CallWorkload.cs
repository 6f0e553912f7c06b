using TypedRpc.Soak.Chaos;
using TypedRpc.Soak.Checking;
using TypedRpc.Soak.Checking.Calls;
using TypedRpc.Soak.Processes;
using TypedRpc.TestSupport.Brokers;

namespace TypedRpc.Soak.Workloads;

/// <summary>Calls, for a time.</summary>
internal sealed class CallWorkload(double minutes) : Workload
{
    public override ChildRole ClientRole => ChildRole.Client;

    public override ChildRole ServerRole => ChildRole.Server;

    public override string Noun => "calls";

    public override IReadOnlyList<Fault> Faults { get; } =
        [.. LinkFaults.All, .. MethodFaults.OfCalls, .. ProcessFaults.Of(NameOf(ChildRole.Client), NameOf(ChildRole.Server)), .. BrokerFaults.OfCalls];

    public override double Remaining(double elapsed, Fleet fleet) => (minutes * 60_000) - elapsed;

    public override Task SettleAsync(RabbitMqBroker broker) => Task.CompletedTask;

    public override WindowChecker Checker(SoakFolder folder, SoakClock clock, Fleet fleet, Func<IReadOnlyList<Injection>> injections, Evidence evidence) =>
        new CallChecker(folder, clock, fleet.Killed, injections, evidence);
}
