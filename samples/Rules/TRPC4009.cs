using TypedRpc;

namespace Rules.TRPC4009.Violation
{
#pragma warning disable TRPC4009
    #region Violation
    [RabbitService("shop")]
    public interface IOrders
    {
        Task PlaceAsync(Order order, CancellationToken cancellationToken = default);
    }

    public sealed class Orders : IOrders
    {
        public Task PlaceAsync(Order order, CancellationToken cancellationToken) => throw new RpcFaultException<SoldOut>(new SoldOut(order.Article));
    }
    #endregion
#pragma warning restore TRPC4009
}

namespace Rules.TRPC4009.Fix
{
    #region Fix
    [RabbitService("shop")]
    public interface IOrders
    {
        [Fault<SoldOut>]
        Task PlaceAsync(Order order, CancellationToken cancellationToken = default);
    }

    public sealed class Orders : IOrders
    {
        public Task PlaceAsync(Order order, CancellationToken cancellationToken) => throw new RpcFaultException<SoldOut>(new SoldOut(order.Article));
    }
    #endregion
}
