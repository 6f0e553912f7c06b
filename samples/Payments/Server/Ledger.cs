namespace Payments.Server;

/// <summary>The accounts; every one starts with 100.</summary>
internal sealed class Ledger
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, decimal> _balances = [];

    public decimal BalanceOf(string account)
    {
        lock (_lock)
        {
            return _balances.GetValueOrDefault(account, 100m);
        }
    }

    /// <summary>Withdraws the amount, or nothing; returns what was missing.</summary>
    public decimal TryWithdraw(string account, decimal amount)
    {
        lock (_lock)
        {
            var balance = _balances.GetValueOrDefault(account, 100m);
            if (balance < amount)
            {
                return amount - balance;
            }

            _balances[account] = balance - amount;
            return 0;
        }
    }
}
