using TypedRpc;

namespace Rules.TRPC1007.Violation
{
#pragma warning disable TRPC1007
    #region Violation
    [RabbitService("shop")]
    public interface IRepository<T> { Task<T> GetAsync(int id); }
    #endregion
#pragma warning restore TRPC1007
}

namespace Rules.TRPC1007.Fix
{
    #region Fix
    public interface IRepository<T> { Task<T> GetAsync(int id); }

    [RabbitService("shop")]
    public interface IOrders : IRepository<Order>;
    #endregion
}
