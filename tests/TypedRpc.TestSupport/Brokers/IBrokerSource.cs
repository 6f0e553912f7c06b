namespace TypedRpc.TestSupport.Brokers;

/// <summary>One way to get a broker.</summary>
internal interface IBrokerSource
{
    /// <exception cref="BrokerUnavailableException">This machine offers no broker in this way.</exception>
    Task<IBrokerNode> StartAsync(CancellationToken cancellationToken);
}
