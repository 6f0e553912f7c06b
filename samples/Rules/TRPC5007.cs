using TypedRpc;

namespace Rules.TRPC5007.Violation
{
#pragma warning disable TRPC5007
    #region Violation
    [RabbitService("shop")]
    public interface IOrders { Task PlaceAsync(Order order); }

    [RabbitService("shop", Name = "Orders")]
    public interface IOrderArchive { Task<Order> GetAsync(int number); }
    #endregion
#pragma warning restore TRPC5007
}

namespace Rules.TRPC5007.Fix
{
    #region Fix
    [RabbitService("shop")]
    public interface IOrders { Task PlaceAsync(Order order); }

    [RabbitService("shop", Name = "OrderArchive")]
    public interface IOrderArchive { Task<Order> GetAsync(int number); }
    #endregion
}
