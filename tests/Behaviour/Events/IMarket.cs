namespace TypedRpc.Behaviour.Events;

/// <summary>Events; what the generator would emit for it is written by hand in <see cref="MarketContract"/>.</summary>
public interface IMarket
{
    ValueTask TradedAsync(string symbol, int quantity, CancellationToken cancellationToken = default);

    /// <summary>Its region travels in the routing key.</summary>
    ValueTask QuotedAsync(string region, decimal price, CancellationToken cancellationToken = default);
}
