using TypedRpc;

namespace Rules.TRPC1036.Violation
{
#pragma warning disable TRPC1036
    #region Violation
    [RabbitService("payments")]
    [RabbitEvents("payments.events")]
    public interface IPayments
    {
        Task ChargeAsync(decimal amount, CancellationToken cancellationToken = default);

        Task ChargedAsync(decimal amount, CancellationToken cancellationToken = default);
    }
    #endregion
#pragma warning restore TRPC1036
}

namespace Rules.TRPC1036.Fix
{
    #region Fix
    [RabbitService("payments")]
    public interface IPayments
    {
        Task ChargeAsync(decimal amount, CancellationToken cancellationToken = default);
    }

    [RabbitEvents("payments.events")]
    public interface IPaymentEvents
    {
        Task ChargedAsync(decimal amount, CancellationToken cancellationToken = default);
    }
    #endregion
}
