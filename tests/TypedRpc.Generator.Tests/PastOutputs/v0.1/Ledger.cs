using System.Globalization;
using TypedRpc;

namespace Past;

public sealed class Ledger : ILedger
{
    private readonly TaskCompletionSource<string> _recorded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private decimal _balance;

    public ValueTask<decimal> GetBalanceAsync(string account, CancellationToken cancellationToken) => new(_balance);

    public Task<Entry> BookAsync(Entry entry, bool force, DayOfWeek? day, CancellationToken cancellationToken)
    {
        if (_balance + entry.Amount < 0 && !force)
        {
            throw new RpcFaultException<Overdrawn>(new Overdrawn(-(_balance + entry.Amount)));
        }

        _balance += entry.Amount;
        return Task.FromResult(entry with { Account = $"{entry.Account} {day}" });
    }

    public ValueTask RecordAsync(string text)
    {
        _recorded.SetResult(text);
        return default;
    }

    // Ends when the one-way message has come.
    public async Task ResetAsync() => _balance = decimal.Parse(await _recorded.Task, CultureInfo.InvariantCulture);

    public ValueTask<string?> DescribeAsync(sbyte a, byte b, short c, ushort d, int e, uint f, long g, ulong h, float i, double j, bool k, string? l, string m) =>
        new(l is null ? null : string.Create(CultureInfo.InvariantCulture, $"{a} {b} {c} {d} {e} {f} {g} {h} {i} {j} {k} {l} {m}"));

    public Task<IReadOnlyList<Entry?>> ListAsync(Entry?[] entries) => Task.FromResult<IReadOnlyList<Entry?>>(entries);
}
