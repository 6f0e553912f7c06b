using RabbitMQ.Client;

namespace TypedRpc.RabbitMQ.Transport;

/// <summary>Gives the library the addresses in our order; its own resolver shuffles them.</summary>
internal sealed class InOrderResolver(IReadOnlyList<AmqpTcpEndpoint> endpoints) : IEndpointResolver
{
    public IEnumerable<AmqpTcpEndpoint> All() => endpoints;
}
