using TypedRpc;

namespace Rules.TRPC4001;

[RabbitService("shop")]
public interface IOrders
{
    Task PlaceAsync(Order order, CancellationToken cancellationToken = default);
}

public sealed class Violation(IOrders orders)
{
#pragma warning disable TRPC4001
    #region Violation
    public void Place(Order order) => orders.PlaceAsync(order);
    #endregion
#pragma warning restore TRPC4001
}

public sealed class Fix(IOrders orders)
{
    #region Fix
    public Task PlaceAsync(Order order) => orders.PlaceAsync(order);
    #endregion
}
