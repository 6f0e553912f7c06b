using TypedRpc.TestSupport.Brokers;

namespace TypedRpc.TestSupport.Ledger.Rest;

/// <summary>What there is while nothing runs: before a scenario, and after it.</summary>
/// <param name="PendingCalls">Calls that clients wait for.</param>
/// <param name="ActiveCalls">Calls that servers hold.</param>
/// <param name="Broker">What the broker holds; null if it cannot be asked.</param>
/// <param name="Process">What this process holds.</param>
public sealed record RestState(int PendingCalls, int ActiveCalls, BrokerCensus? Broker, ProcessCensus Process);
