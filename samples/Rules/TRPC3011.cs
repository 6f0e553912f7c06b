using TypedRpc;

namespace Rules.TRPC3011.Violation
{
#pragma warning disable TRPC3011
    #region Violation
    [RabbitService("shop")]
    public interface IOrders
    {
        Task<State> StateAsync(int number);
    }

    public enum State { Open, Paid, Sent }
    #endregion
#pragma warning restore TRPC3011
}

namespace Rules.TRPC3011.Fix
{
    #region Fix
    [RabbitService("shop")]
    public interface IOrders
    {
        Task<State> StateAsync(int number);
    }

    public enum State { Open, Sent, Paid }
    #endregion
}
