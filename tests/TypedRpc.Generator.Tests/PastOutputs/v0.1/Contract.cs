using MessagePack;
using TypedRpc;

namespace Past;

[MessagePackObject]
public sealed record Entry([property: Key(0)] string Account, [property: Key(1)] decimal Amount);

[MessagePackObject]
public sealed record Overdrawn([property: Key(0)] decimal Missing);

public interface IReadLedger
{
    [Idempotent]
    ValueTask<decimal> GetBalanceAsync(string account, CancellationToken cancellationToken = default);
}

[RabbitService("past", Name = "ledger", ExchangeType = RpcExchangeType.Topic)]
public interface ILedger : IReadLedger
{
    [RabbitMethod("ledger.book", TimeoutMilliseconds = 60_000), Fault<Overdrawn>]
    Task<Entry> BookAsync(Entry entry, bool force = false, DayOfWeek? day = null, CancellationToken cancellationToken = default);

    [OneWay]
    ValueTask RecordAsync(string text);

    Task ResetAsync();

    ValueTask<string?> DescribeAsync(sbyte a, byte b, short c, ushort d, int e, uint f, long g, ulong h, float i, double j, bool k, string? l, string m = "m");

    Task<IReadOnlyList<Entry?>> ListAsync(Entry?[] entries);
}
