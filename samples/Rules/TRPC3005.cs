using TypedRpc;

namespace Rules.TRPC3005.Violation
{
#pragma warning disable TRPC3005
    #region Violation
    [RabbitService("shop")]
    public interface IOrders
    {
        Task<string[]> FindAsync(string customer, int number);
    }
    #endregion
#pragma warning restore TRPC3005
}

namespace Rules.TRPC3005.Fix
{
    #region Fix
    [RabbitService("shop")]
    public interface IOrders
    {
        Task<string[]> FindAsync(int number, string? customer = null);
    }
    #endregion
}
