using TypedRpc;

namespace Rules.TRPC3004.Violation
{
#pragma warning disable TRPC3004
    #region Violation
    [RabbitService("shop")]
    public interface IOrders
    {
        Task CancelAsync(string customer);
    }
    #endregion
#pragma warning restore TRPC3004
}

namespace Rules.TRPC3004.Fix
{
    #region Fix
    [RabbitService("shop")]
    public interface IOrders
    {
        Task CancelAllAsync(string customer);
    }
    #endregion
}
