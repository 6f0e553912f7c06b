namespace TypedRpc.RabbitMQ.Hosting;

/// <summary>Looks, when the host starts, whether a client or a publisher can be made, so that a type without a formatter fails then and not at the first injection.</summary>
internal sealed record ClientCheck(Action<RpcConnection> MakeClient);
