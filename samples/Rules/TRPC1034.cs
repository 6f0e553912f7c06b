using TypedRpc;

namespace Rules.TRPC1034.Violation
{
#pragma warning disable TRPC1034
    #region Violation
    [RabbitEvents("payments.events")]
    public interface IPaymentEvents
    {
        [Idempotent]
        ValueTask ChargedAsync(decimal amount);
    }

    [RabbitService("payments")]
    public interface IPayments
    {
        [RabbitMethod(RoutingKey = "payment.charge")]
        Task ChargeAsync(decimal amount, CancellationToken cancellationToken = default);
    }
    #endregion
#pragma warning restore TRPC1034
}

namespace Rules.TRPC1034.Fix
{
    #region Fix
    [RabbitEvents("payments.events")]
    public interface IPaymentEvents
    {
        ValueTask ChargedAsync(decimal amount);
    }

    [RabbitService("payments")]
    public interface IPayments
    {
        [RabbitMethod("payment.charge")]
        Task ChargeAsync(decimal amount, CancellationToken cancellationToken = default);
    }
    #endregion
}
