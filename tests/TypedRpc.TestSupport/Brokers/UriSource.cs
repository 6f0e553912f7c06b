namespace TypedRpc.TestSupport.Brokers;

/// <summary>The broker the environment names.</summary>
internal sealed class UriSource : IBrokerSource
{
    public const string Variable = "TYPEDRPC_AMQP_URI";

    public Task<IBrokerNode> StartAsync(CancellationToken cancellationToken)
    {
        string? uri = Environment.GetEnvironmentVariable(Variable);
        return string.IsNullOrWhiteSpace(uri)
            ? Task.FromException<IBrokerNode>(new BrokerUnavailableException($"{Variable} is not set"))
            : Task.FromResult<IBrokerNode>(new ForeignNode(new Uri(uri)));
    }
}
