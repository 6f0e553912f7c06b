using TypedRpc;

namespace Rules.TRPC1033.Violation
{
#pragma warning disable TRPC1033
    #region Violation
    [RabbitEvents("payments.events")]
    public interface IPaymentEvents
    {
        [RabbitMethod(RoutingKey = "{account}.{customer}.{order}.{shop}.{payment}.{refund}.{session}.refunded")]
        ValueTask RefundedAsync(Guid account, Guid customer, Guid order, Guid shop, Guid payment, Guid refund, Guid session);
    }
    #endregion
#pragma warning restore TRPC1033
}

namespace Rules.TRPC1033.Fix
{
    #region Fix
    [RabbitEvents("payments.events")]
    public interface IPaymentEvents
    {
        [RabbitMethod(RoutingKey = "{shop}.{account}.refunded")]
        ValueTask RefundedAsync(Guid account, Guid customer, Guid order, Guid shop, Guid payment, Guid refund, Guid session);
    }
    #endregion
}
