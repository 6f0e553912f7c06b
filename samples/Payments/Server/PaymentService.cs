using Microsoft.Extensions.Logging;
using TypedRpc;

namespace Payments.Server;

internal sealed partial class PaymentService(Ledger ledger, IPaymentEvents events, ILogger<PaymentService> logger) : IPaymentService
{
    /// <summary>Charges, and says so: if the event cannot be published the call fails, as executed. Where money and event must not part, an outbox publishes it.</summary>
    public async Task<Receipt> ChargeCardAsync(Order order, CancellationToken cancellationToken)
    {
        var missing = ledger.TryWithdraw(order.Account, order.Amount);
        if (missing > 0)
        {
            throw new RpcFaultException<InsufficientFunds>(new InsufficientFunds(order.Account, missing));
        }

        var receipt = new Receipt(Guid.NewGuid(), order.Account, order.Amount);
        await events.ChargedAsync(new PaymentCharged(receipt.Id, receipt.Account, receipt.Amount), cancellationToken);
        return receipt;
    }

    public ValueTask<Balance> GetBalanceAsync(string account, CancellationToken cancellationToken) =>
        ValueTask.FromResult(new Balance(account, ledger.BalanceOf(account)));

    public ValueTask RecordAuditAsync(AuditEntry entry)
    {
        LogAudit(entry.Who, entry.What);
        return ValueTask.CompletedTask;
    }

    /// <summary>The bank takes an hour: the caller's deadline or cancellation ends the wait.</summary>
    public async Task<Refund> RefundAsync(Guid receipt, decimal amount, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(TimeSpan.FromHours(1), cancellationToken);
            return new Refund(receipt, amount);
        }
        catch (OperationCanceledException)
        {
            LogGivenUp(receipt, RpcContext.Current.Remaining.TotalMilliseconds);
            throw;
        }
    }

    [LoggerMessage(1, LogLevel.Information, "audit: {Who} {What}")]
    private partial void LogAudit(string who, string what);

    [LoggerMessage(2, LogLevel.Information, "refund of {Receipt} was given up with {Remaining:0} ms left")]
    private partial void LogGivenUp(Guid receipt, double remaining);
}
