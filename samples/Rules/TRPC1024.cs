using TypedRpc;

namespace Rules.TRPC1024.Violation
{
#pragma warning disable TRPC1024
    #region Violation
    [RabbitEvents("payments.events")]
    public interface IPaymentEvents
    {
        [RabbitMethod(RoutingKey = "payment.{regoin}.refunded")]
        ValueTask RefundedAsync(string region, decimal amount);
    }
    #endregion
#pragma warning restore TRPC1024
}

namespace Rules.TRPC1024.Fix
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
