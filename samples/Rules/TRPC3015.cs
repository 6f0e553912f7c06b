using TypedRpc;

namespace Rules.TRPC3015.Violation
{
#pragma warning disable TRPC3015
    #region Violation
    [RabbitService("shop")]
    public interface IOrders
    {
        Task FindAsync(int number, bool archived = false);
    }
    #endregion
#pragma warning restore TRPC3015
}

namespace Rules.TRPC3015.Fix
{
    #region Fix
    [RabbitService("shop")]
    public interface IOrders
    {
        Task FindAsync(int number, bool archived = false);
    }
    #endregion
}
