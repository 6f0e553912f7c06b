using Microsoft.Extensions.Logging;

namespace Payments.Email;

/// <summary>Sends an e-mail for each payment; here it only says so.</summary>
internal sealed partial class Mailer(ILogger<Mailer> logger) : IPaymentEvents
{
    public ValueTask ChargedAsync(PaymentCharged charged, CancellationToken cancellationToken)
    {
        LogSent(charged.Account, charged.Receipt);
        return ValueTask.CompletedTask;
    }

    [LoggerMessage(1, LogLevel.Information, "e-mail to {Account}: receipt {Receipt}")]
    private partial void LogSent(string account, Guid receipt);
}
