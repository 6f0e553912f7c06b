using TypedRpc;

namespace Rules.TRPC1035.Violation
{
#pragma warning disable TRPC1035
    #region Violation
    [RabbitEvents("payments.events")]
    public interface IPaymentEvents
    {
        [RabbitMethod(RoutingKey = "payment.{region}")]
        ValueTask ChargedAsync(string region, decimal amount);

        [RabbitMethod(RoutingKey = "payment.refunded")]
        ValueTask RefundedAsync(decimal amount);
    }
    #endregion
#pragma warning restore TRPC1035
}

namespace Rules.TRPC1035.Fix
{
    #region Fix
    [RabbitEvents("payments.events")]
    public interface IPaymentEvents
    {
        [RabbitMethod(RoutingKey = "payment.charged.{region}")]
        ValueTask ChargedAsync(string region, decimal amount);

        [RabbitMethod(RoutingKey = "payment.refunded")]
        ValueTask RefundedAsync(decimal amount);
    }
    #endregion
}
