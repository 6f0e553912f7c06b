namespace TypedRpc.TestSupport.Brokers;

/// <summary>There is no broker to test against; the message says why.</summary>
public sealed class BrokerUnavailableException : Exception
{
    /// <summary>Says why there is no broker.</summary>
    public BrokerUnavailableException(string message, Exception? cause = null) : base(message, cause)
    {
    }
}
