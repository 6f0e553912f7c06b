namespace TypedRpc.LoadTest.Brokers;

/// <summary>Asks a broker for its counters.</summary>
internal interface IBrokerMeter
{
    /// <summary>Counters since the broker's start, or null when it does not tell.</summary>
    Task<BrokerReading?> ReadAsync();
}
