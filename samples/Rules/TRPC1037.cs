using TypedRpc;

namespace Rules.TRPC1037.Violation
{
#pragma warning disable TRPC1037
    #region Violation
    [RabbitEvents("payments.events")]
    public interface IPaymentEvents
    {
        Task<bool> ChargedAsync(decimal amount);
    }
    #endregion
#pragma warning restore TRPC1037
}

namespace Rules.TRPC1037.Fix
{
    #region Fix
    [RabbitEvents("payments.events")]
    public interface IPaymentEvents
    {
        ValueTask ChargedAsync(decimal amount);
    }
    #endregion
}
