namespace TypedRpc.TestSupport.Brokers;

/// <summary>A private node of an installed rabbitmq-server.</summary>
internal sealed class LocalNodeSource(TlsMode tls = TlsMode.None, TokenIssuer? issuer = null) : IBrokerSource
{
    public async Task<IBrokerNode> StartAsync(CancellationToken cancellationToken)
    {
        RabbitMqInstallation installation = RabbitMqInstallation.Find()
            ?? throw new BrokerUnavailableException("rabbitmq-server and epmd are not installed");
        return await LocalNode.StartAsync(installation, new LocalNodeSettings(tls, issuer: issuer), cancellationToken);
    }
}
