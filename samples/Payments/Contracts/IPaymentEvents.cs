using TypedRpc;

namespace Payments;

[RabbitEvents("payments.events")]
public interface IPaymentEvents
{
    ValueTask ChargedAsync(PaymentCharged charged, CancellationToken cancellationToken = default);
}
