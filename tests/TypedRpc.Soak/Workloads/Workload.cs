using TypedRpc.Soak.Chaos;
using TypedRpc.Soak.Checking;
using TypedRpc.Soak.Processes;
using TypedRpc.TestSupport.Brokers;

namespace TypedRpc.Soak.Workloads;

/// <summary>What is done under load: who makes it, who takes it, what may go wrong meanwhile, and who judges.</summary>
internal abstract class Workload
{
    /// <summary>The role of those that make the load.</summary>
    public abstract ChildRole ClientRole { get; }

    /// <summary>The role of those that take it.</summary>
    public abstract ChildRole ServerRole { get; }

    /// <summary>What they make, in the plural.</summary>
    public abstract string Noun { get; }

    public abstract IReadOnlyList<Fault> Faults { get; }

    /// <summary>What one of those is called that make the load.</summary>
    public string Client => NameOf(ClientRole);

    /// <summary>All that take part, in words.</summary>
    public string Processes => $"{Fleet.ClientCount} {NameOf(ClientRole)}s and {Fleet.ServerCount} {NameOf(ServerRole)}s";

    public static Workload Of(SoakOptions options) => options.Events is { } events ? new EventWorkload(events, options.Rate) : new CallWorkload(options.Minutes);

    /// <summary>How many milliseconds the load will still take; nothing once it is over.</summary>
    /// <param name="elapsed">How many it has taken.</param>
    /// <param name="fleet">Those that make it.</param>
    public abstract double Remaining(double elapsed, Fleet fleet);

    /// <summary>Waits, within a bound, for what is under way when the load is off.</summary>
    public abstract Task SettleAsync(RabbitMqBroker broker);

    public abstract WindowChecker Checker(SoakFolder folder, SoakClock clock, Fleet fleet, Func<IReadOnlyList<Injection>> injections, Evidence evidence);

    protected static string NameOf(ChildRole role) => role.ToString().ToLowerInvariant();
}
