using TypedRpc;

namespace Rules.TRPC1031.Violation
{
#pragma warning disable TRPC1031
    #region Violation
    [RabbitEvents("payments.events")]
    public interface IPaymentEvents
    {
        [RabbitMethod(RoutingKey = "payment.{amount}.refunded")]
        ValueTask RefundedAsync(string region, decimal amount);
    }
    #endregion
#pragma warning restore TRPC1031
}

namespace Rules.TRPC1031.Fix
{
    #region Fix
    [RabbitEvents("payments.events")]
    public interface IPaymentEvents
    {
        [RabbitMethod(RoutingKey = "payment.{region}.refunded")]
        ValueTask RefundedAsync(string region, decimal amount);
    }
    #endregion
}
