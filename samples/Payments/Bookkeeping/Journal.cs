using Microsoft.Extensions.Logging;

namespace Payments.Bookkeeping;

/// <summary>Books each payment once: a receipt that is there already is a repeat.</summary>
internal sealed partial class Journal(ILogger<Journal> logger) : IPaymentEvents
{
    private readonly HashSet<Guid> _receipts = [];
    private decimal _sum;

    public ValueTask ChargedAsync(PaymentCharged charged, CancellationToken cancellationToken)
    {
        if (_receipts.Add(charged.Receipt))
        {
            _sum += charged.Amount;
            LogBooked(charged.Amount, charged.Account, _sum);
        }

        return ValueTask.CompletedTask;
    }

    [LoggerMessage(1, LogLevel.Information, "booked {Amount} of {Account}, {Sum} in all")]
    private partial void LogBooked(decimal amount, string account, decimal sum);
}
