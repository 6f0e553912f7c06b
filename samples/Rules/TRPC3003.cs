using TypedRpc;

namespace Rules.TRPC3003.Violation
{
#pragma warning disable TRPC3003
    #region Violation
    [RabbitService("shop")]
    public interface IOrders
    {
        Task WithdrawAsync(int number);
    }
    #endregion
#pragma warning restore TRPC3003
}

namespace Rules.TRPC3003.Fix
{
    #region Fix
    [RabbitService("shop")]
    public interface IOrders
    {
        [Obsolete("Use WithdrawAsync.")]
        Task CancelAsync(int number);

        Task WithdrawAsync(int number);
    }
    #endregion
}
