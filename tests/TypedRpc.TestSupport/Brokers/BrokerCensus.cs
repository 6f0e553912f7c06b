namespace TypedRpc.TestSupport.Brokers;

/// <summary>What a broker holds, to compare before and after.</summary>
/// <param name="Connections">Open connections.</param>
/// <param name="Channels">Open channels.</param>
/// <param name="Exchanges">Exchanges, the predeclared ones included.</param>
/// <param name="Queues">Queues, exclusive ones included.</param>
/// <param name="Bindings">Bindings, those to the default exchange included.</param>
/// <param name="Consumers">Consumers of all queues.</param>
/// <param name="Ready">Messages that wait in queues.</param>
/// <param name="Unacknowledged">Messages delivered and not yet settled.</param>
public sealed record BrokerCensus(
    int Connections, int Channels, int Exchanges, int Queues, int Bindings, int Consumers, int Ready, int Unacknowledged);
