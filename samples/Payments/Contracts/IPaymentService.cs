using TypedRpc;

namespace Payments;

[RabbitService("payments")]
public interface IPaymentService
{
    [Fault<InsufficientFunds>]
    Task<Receipt> ChargeCardAsync(Order order, CancellationToken cancellationToken = default);

    [Idempotent]
    ValueTask<Balance> GetBalanceAsync(string account, CancellationToken cancellationToken = default);

    [OneWay]
    ValueTask RecordAuditAsync(AuditEntry entry);

    [RabbitMethod("refund", TimeoutMilliseconds = 2_000)]
    Task<Refund> RefundAsync(Guid receipt, decimal amount, CancellationToken cancellationToken = default);
}
