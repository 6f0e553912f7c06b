using System.Globalization;
using System.Linq;
using System.Threading.Channels;
using TypedRpc;

namespace Past;

public sealed class Ledger : ILedger
{
    private readonly Channel<string> _settled = Channel.CreateUnbounded<string>();

    public ValueTask PingAsync(CancellationToken token) => default;

    public Task<Entry?> FindAsync(string account, CancellationToken cancellationToken) => Task.FromResult(account.Length == 0 ? null : new Entry(account, 1.50m));

    public Task PutAsync(Entry value) => Task.CompletedTask;

    public ValueTask<int> PutAsync(Entry[] values, CancellationToken cancellationToken) => new(values.Length);

    public Task<Entry> BookAsync(Entry entry, bool force, DayOfWeek? day, CancellationToken cancellationToken) => entry.Amount switch
    {
        < 0 when !force => throw new RpcFaultException<Overdrawn>(new Overdrawn(-entry.Amount)),
        0 => throw new RpcFaultException<string>("closed"),
        _ => Task.FromResult(entry with { Account = $"{entry.Account} {day}" }),
    };

    public async ValueTask RecordAsync(string text) => await _settled.Writer.WriteAsync(text);

    public Task ForgetAsync(int count, CancellationToken @event) => _settled.Writer.WriteAsync(count.ToString(CultureInfo.InvariantCulture), CancellationToken.None).AsTask();

    public async Task<string> SettledAsync() => await _settled.Reader.ReadAsync();

    public ValueTask<string?> DescribeAsync(sbyte a, byte b, short c, ushort d, int e, uint f, long g, ulong h, float i, double j, bool k, string? l, string m) =>
        new(l is null ? null : string.Create(CultureInfo.InvariantCulture, $"{a} {b} {c} {d} {e} {f} {g} {h} {i} {j} {k} {l} {m}"));

    public ValueTask<string> DefaultsAsync(
        int a, int b, byte c, ulong d, double e, float f, decimal? g, char h, string i, string? j, DayOfWeek k, Guid l, Entry? m, (int X, string? Y) n) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{a} {b} {c} {d} {e} {f} {g} {h} {i} {j} {k} {l:N} {m} {n}"));

    public Task<IReadOnlyList<Entry?>> ListAsync(List<Entry?>? entries, params string[] rest) =>
        Task.FromResult<IReadOnlyList<Entry?>>([.. entries ?? [], .. rest.Select(static text => new Entry(text, 0))]);

    public Task<string?> LenientAsync(string? a, string? b, int? c) => Task.FromResult(a is null ? b + c?.ToString(CultureInfo.InvariantCulture) : null);

    [Obsolete("old", true)]
    public Task<int> OldAsync(int @class) => Task.FromResult(@class + 1);
}

internal sealed class Audit : Nested.IAudit
{
    public Task<string> EchoAsync(string text) => Task.FromResult(text);

    public ValueTask<string> JoinAsync(string a, int b) => new(a + b.ToString(CultureInfo.InvariantCulture));
}
