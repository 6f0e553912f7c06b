using TypedRpc;

namespace Rules.TRPC1032.Violation
{
#pragma warning disable TRPC1032
    #region Violation
    [RabbitEvents("payments.events")]
    public interface IPaymentEvents
    {
        [RabbitMethod(RoutingKey = "payment.{region}-{account}.refunded")]
        ValueTask RefundedAsync(string region, int account, decimal amount);
    }
    #endregion
#pragma warning restore TRPC1032
}

namespace Rules.TRPC1032.Fix
{
    #region Fix
    [RabbitEvents("payments.events")]
    public interface IPaymentEvents
    {
        [RabbitMethod(RoutingKey = "payment.{region}.{account}.refunded")]
        ValueTask RefundedAsync(string region, int account, decimal amount);
    }
    #endregion
}
