using TypedRpc;

namespace Rules.TRPC5006.Violation
{
#pragma warning disable TRPC5006
    #region Violation
    [RabbitService("shop")]
    public interface IOrders { [RabbitMethod("cancel")] Task CancelAsync(int order); }

    [RabbitService("shop")]
    public interface IReturns { [RabbitMethod("cancel")] Task CancelAsync(int id); }
    #endregion
#pragma warning restore TRPC5006
}

namespace Rules.TRPC5006.Fix
{
    #region Fix
    [RabbitService("shop")]
    public interface IOrders { [RabbitMethod("orders.cancel")] Task CancelAsync(int order); }

    [RabbitService("shop")]
    public interface IReturns { [RabbitMethod("returns.cancel")] Task CancelAsync(int id); }
    #endregion
}
