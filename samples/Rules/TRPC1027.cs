using TypedRpc;

namespace Rules.TRPC1027.Violation
{
#pragma warning disable TRPC1027
    #region Violation
    [RabbitService("shop")]
    public interface IOrders { Task PlaceAsync(Order order); }

    public static class OrdersRpc;
    #endregion
#pragma warning restore TRPC1027
}

namespace Rules.TRPC1027.Fix
{
    #region Fix
    [RabbitService("shop")]
    public interface IOrders { Task PlaceAsync(Order order); }

    public static class OrderTools;
    #endregion
}
