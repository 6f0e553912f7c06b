namespace TypedRpc.Behaviour.Events;

/// <summary>Events, one with a part of it in its routing key.</summary>
[RabbitEvents("behaviour.events")]
public interface IMarket
{
    ValueTask TradedAsync(string symbol, int quantity, CancellationToken cancellationToken = default);

    /// <summary>Its region travels in the routing key.</summary>
    [RabbitMethod(RoutingKey = "quote.{region}.changed")]
    ValueTask QuotedAsync(string region, decimal price, CancellationToken cancellationToken = default);
}
