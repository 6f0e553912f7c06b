using TypedRpc;

namespace Rules.TRPC4006;

[RabbitService("shop")]
public interface IOrders
{
    Task PlaceAsync(Order order, CancellationToken cancellationToken = default);
}

[RabbitService("stock")]
public interface IStock
{
    Task TakeAsync(Order order, CancellationToken cancellationToken = default);
}

public sealed class Violation(IStock stock) : IOrders
{
#pragma warning disable TRPC4006
    #region Violation
    public Task PlaceAsync(Order order, CancellationToken cancellationToken)
    {
        stock.TakeAsync(order, cancellationToken).Wait(cancellationToken);
        return Task.CompletedTask;
    }
    #endregion
#pragma warning restore TRPC4006
}

public sealed class Fix(IStock stock) : IOrders
{
    #region Fix
    public async Task PlaceAsync(Order order, CancellationToken cancellationToken) => await stock.TakeAsync(order, cancellationToken);
    #endregion
}
