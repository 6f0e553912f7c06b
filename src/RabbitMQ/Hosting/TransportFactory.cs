using TypedRpc.Transport;

namespace TypedRpc.RabbitMQ.Hosting;

/// <summary>Makes the transport of the host's connection, which owns it.</summary>
internal delegate ITransport TransportFactory();
