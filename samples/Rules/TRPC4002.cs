using TypedRpc;

namespace Rules.TRPC4002;

[RabbitService("shop")]
public interface IOrders
{
    Task PlaceAsync(Order order, CancellationToken cancellationToken = default);
}

public sealed class Violation(IOrders orders)
{
#pragma warning disable TRPC4002, CA2016
    #region Violation
    public Task BuyAsync(Order order, CancellationToken cancellationToken) => orders.PlaceAsync(order);
    #endregion
#pragma warning restore TRPC4002, CA2016
}

public sealed class Fix(IOrders orders)
{
    #region Fix
    public Task BuyAsync(Order order, CancellationToken cancellationToken) => orders.PlaceAsync(order, cancellationToken);
    #endregion
}
