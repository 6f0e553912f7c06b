using TypedRpc;

namespace Rules.TRPC3009.Violation
{
#pragma warning disable TRPC3009
    #region Violation
    [RabbitService("shop")]
    public interface IOrders
    {
        Task PayAsync(int number);
    }
    #endregion
#pragma warning restore TRPC3009
}

namespace Rules.TRPC3009.Fix
{
    #region Fix
    [RabbitService("shop")]
    public interface IOrders
    {
        [Idempotent]
        Task PayAsync(int number);
    }
    #endregion
}
