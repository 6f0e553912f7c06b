using System.Diagnostics.CodeAnalysis;
using MessagePack;
using TypedRpc;

namespace Past;

[MessagePackObject]
public sealed record Entry([property: Key(0)] string Account, [property: Key(1)] decimal Amount);

[MessagePackObject]
public sealed record Overdrawn([property: Key(0)] decimal Missing);

public interface IPing
{
    [Idempotent]
    ValueTask PingAsync(CancellationToken token = default);
}

public interface IRead<T> : IPing
{
    [Idempotent]
    Task<T?> FindAsync(string account, CancellationToken cancellationToken = default);
}

public interface IWrite<T> : IPing
{
    Task PutAsync(T value);
}

/// <summary>A topic exchange, inherited and overloaded methods, every primitive, default values of every form.</summary>
[RabbitService("past", Name = "ledger", ExchangeType = RpcExchangeType.Topic)]
public interface ILedger : IRead<Entry>, IWrite<Entry>
{
    [RabbitMethod("ledger.book", TimeoutMilliseconds = 60_000), Fault<Overdrawn>, Fault<string>(Name = "closed \"\u2028")]
    Task<Entry> BookAsync(Entry entry, bool force = false, DayOfWeek? day = null, CancellationToken cancellationToken = default);

    [RabbitMethod("put-many", Coalesce = false), Idempotent]
    ValueTask<int> PutAsync(Entry[] values, CancellationToken cancellationToken);

    [OneWay]
    ValueTask RecordAsync(string text);

    [OneWay]
    Task ForgetAsync(int count, CancellationToken @event = default);

    Task<string> SettledAsync();

    ValueTask<string?> DescribeAsync(sbyte a, byte b, short c, ushort d, int e, uint f, long g, ulong h, float i, double j, bool k, string? l, string m);

    ValueTask<string> DefaultsAsync(
        int a,
        int b = -1,
        byte c = 2,
        ulong d = ulong.MaxValue,
        double e = double.NegativeInfinity,
        float f = -1.5f,
        decimal? g = 9.99m,
        char h = '\'',
        string i = "\"\n",
        string? j = null,
        DayOfWeek k = DayOfWeek.Friday,
        Guid l = default,
        Entry? m = null,
        (int X, string? Y) n = default);

    Task<IReadOnlyList<Entry?>> ListAsync(List<Entry?>? entries, params string[] rest);

    Task<string?> LenientAsync([AllowNull] string a, [DisallowNull] string? b, [DisallowNull] int? c);

    [Obsolete("old", true)]
    Task<int> OldAsync(int @class);
}

/// <summary>The ledger as it was before parameters were added.</summary>
[RabbitService("past", Name = "ledger", ExchangeType = RpcExchangeType.Topic)]
public interface IOldLedger
{
    ValueTask<string> DefaultsAsync(int a);
}

public static class Nested
{
    /// <summary>A direct exchange, internal and nested, and nothing that needs a serializer.</summary>
    [RabbitService("past.audit")]
    internal interface IAudit
    {
        Task<string> EchoAsync(string text);

        ValueTask<string> JoinAsync(string a, int b);
    }
}
