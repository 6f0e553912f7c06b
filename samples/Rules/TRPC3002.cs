using TypedRpc;

namespace Rules.TRPC3002.Violation
{
#pragma warning disable TRPC3002
    #region Violation
    [RabbitService("shop")]
    public interface IOrders
    {
        Task CancelAsync(int number);

        Task ReturnAsync(int number, string reason);
    }
    #endregion
#pragma warning restore TRPC3002
}

namespace Rules.TRPC3002.Fix
{
    #region Fix
    [RabbitService("shop")]
    public interface IOrders
    {
        Task CancelAsync(int number);

        Task ReturnAsync(int number, string reason);
    }
    #endregion
}
