using TypedRpc;

namespace Rules.TRPC3017.Violation
{
#pragma warning disable TRPC3017
    #region Violation
    [RabbitService("shop")]
    public interface IPurchases
    {
        Task CancelAsync(int number);
    }
    #endregion
#pragma warning restore TRPC3017
}

namespace Rules.TRPC3017.Fix
{
    #region Fix
    [RabbitService("shop", Name = "Orders")]
    public interface IPurchases
    {
        Task CancelAsync(int number);
    }
    #endregion
}
