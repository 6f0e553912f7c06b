namespace TypedRpc;

/// <summary>Type of the exchange that carries the requests of a contract.</summary>
public enum RpcExchangeType
{
    /// <summary>An AMQP <c>direct</c> exchange: a request goes to the queues bound with its exact routing key.</summary>
    Direct = 0,

    /// <summary>An AMQP <c>topic</c> exchange: other consumers can bind patterns to see the same requests.</summary>
    Topic = 1,
}
