using TypedRpc;

namespace Rules.TRPC3016.Violation
{
#pragma warning disable TRPC3016
    #region Violation
    [RabbitService("shop")]
    public interface IOrders
    {
        [RabbitMethod("Cancel")]
        Task CancelAsync(int number);
    }
    #endregion
#pragma warning restore TRPC3016
}

namespace Rules.TRPC3016.Fix
{
    #region Fix
    [RabbitService("shop")]
    public interface IOrders
    {
        Task CancelAsync(int number);
    }
    #endregion
}
