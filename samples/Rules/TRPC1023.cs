using TypedRpc;

namespace Rules.TRPC1023.Violation
{
#pragma warning disable TRPC1023
    #region Violation
    [RabbitService("amq.direct")]
    public interface IOrders
    {
        [RabbitMethod("orders.#")]
        Task PlaceAsync(Order order);
    }
    #endregion
#pragma warning restore TRPC1023
}

namespace Rules.TRPC1023.Fix
{
    #region Fix
    [RabbitService("shop")]
    public interface IOrders
    {
        [RabbitMethod("orders.place")]
        Task PlaceAsync(Order order);
    }
    #endregion
}
