namespace TypedRpc.Behaviour;

/// <summary>A service on a topic exchange.</summary>
[RabbitService("behaviour.topic", ExchangeType = RpcExchangeType.Topic)]
public interface ITopical
{
    Task<string> EchoAsync(string text);

    [RabbitMethod("orders.new")]
    Task<string> OrderAsync(string text);
}
