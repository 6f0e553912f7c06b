using TypedRpc;

namespace Rules.TRPC1022.Violation
{
#pragma warning disable TRPC1022
    #region Violation
    [RabbitService("shop")]
    public interface IOrders;
    #endregion
#pragma warning restore TRPC1022
}

namespace Rules.TRPC1022.Fix
{
    #region Fix
    [RabbitService("shop")]
    public interface IOrders { Task PlaceAsync(Order order); }
    #endregion
}
