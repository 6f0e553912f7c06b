using TypedRpc;

namespace Rules.TRPC3001.Violation
{
#pragma warning disable TRPC3001
    #region Violation
    [RabbitService("shop")]
    public interface IOrders
    {
        Task CancelAsync(int number);
    }
    #endregion
#pragma warning restore TRPC3001
}

namespace Rules.TRPC3001.Fix
{
    #region Fix
    [RabbitService("shop")]
    public interface IOrders
    {
        Task CancelAsync(int number);
    }
    #endregion
}
