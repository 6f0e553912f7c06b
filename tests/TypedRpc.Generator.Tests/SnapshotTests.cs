using TypedRpc.Generator.Model;
using TypedRpc.Generator.Tests.Harness;

namespace TypedRpc.Generator.Tests;

public sealed class SnapshotTests
{
    private const string PaymentService =
        """
        using TypedRpc;
        namespace Shop;

        public sealed record Order;
        public sealed record Receipt;
        public sealed record Balance;
        public sealed record AuditEntry;
        public sealed record Refund;

        [RabbitService("payments")]
        public interface IPaymentService
        {
            Task<Receipt> ChargeCardAsync(Order order, CancellationToken cancellationToken = default);

            [Idempotent]
            ValueTask<Balance> GetBalanceAsync(string account, CancellationToken cancellationToken = default);

            [OneWay]
            ValueTask RecordAuditAsync(AuditEntry entry);

            [RabbitMethod("refund", TimeoutMilliseconds = 2_000)]
            Task<Refund> RefundAsync(Guid receipt, decimal amount, CancellationToken cancellationToken = default);
        }
        """;

    /// <summary>The file that the documentation shows, as well.</summary>
    [Fact]
    public void Payments()
    {
        var run = GeneratorHarness.Run(PaymentService);
        Snapshot.Match(run);
        DocumentBlock.Match(Snapshot.Normalize(run.Text), nameof(Payments), "docs", "architecture.md");
    }

    [Fact]
    public void Events() => Snapshot.Match(GeneratorHarness.Run(
        """
        using TypedRpc;
        namespace Shop;

        public sealed record PaymentCharged;
        public sealed record PaymentRefunded;

        [RabbitEvents("payments.events")]
        public interface IPaymentEvents
        {
            ValueTask ChargedAsync(PaymentCharged charged, CancellationToken cancellationToken = default);

            [RabbitMethod(RoutingKey = "payment.{region}.refunded")]
            ValueTask RefundedAsync(string region, PaymentRefunded refunded, CancellationToken cancellationToken = default);
        }
        """));

    [Fact]
    public void EventTemplates() => Snapshot.Match(GeneratorHarness.Run(
        """
        using TypedRpc;
        namespace Shop;

        public interface IChanges { [RabbitMethod("changed", RoutingKey = "{kind}.{id}.changed")] Task OnChangedAsync(int version, Guid id, DayOfWeek kind, string? note = null); }

        [RabbitEvents("shop.events", Name = "ShopV1")]
        internal interface IShopEvents : IChanges
        {
            ValueTask OpenedAsync();
            [RabbitMethod(RoutingKey = "{yes}.{count}")] ValueTask KeyOnlyAsync(long count, bool yes, CancellationToken token);
            [RabbitMethod("again", RoutingKey = "again.{event}.x")] Task ChangedAsync(string @event, List<int> items, byte size = 3);
            [Obsolete, RabbitMethod("one", RoutingKey = "one.{value}")] ValueTask OneAsync(ulong value);
        }
        """));

    [Fact]
    public void Every_folder_is_the_case_of_a_test() => Directory.GetDirectories(Snapshot.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal).ShouldBe(
        typeof(SnapshotTests).GetMethods().Where(static test => test.IsDefined(typeof(FactAttribute), inherit: false)).Select(static test => test.Name).Where(static name => !name.Contains('_')).Order(StringComparer.Ordinal));

    /// <summary>Every way to read a value, and every attribute that shows in the emitted text.</summary>
    [Fact]
    public void Every_form_is_in_a_snapshot()
    {
        var text = string.Concat(Directory.GetFiles(Snapshot.Folder, "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));
        string[] forms =
        [
            .. Enum.GetNames<PayloadKind>().Where(static kind => kind != nameof(PayloadKind.Codec)).Select(static kind => $"reader.Read{kind}()"),
            "RpcExchangeType.Direct", "RpcExchangeType.Topic", "RoutingKey = ", "Timeout = ", "Coalesce = false", "Idempotent = true", "OneWay = true",
            "FaultCodec<", "Wire.NotNull(", "Wire.Missing(", "ReadString()!", "Item2!", "new Wire()", "[global::System.Obsolete]", "#pragma warning disable CS0612, CS0618, SHOP",
            "public static class", "internal static class", "tasks::Task ", "tasks::Task<", "tasks::ValueTask ", "tasks::ValueTask<", ".SendAsync(", ".AsTask()", "_2", ": null!", "_ => throw",
            "EventInfo(", "PublishAsync(", "key.Append(", "key.AppendEnum(", "key.GetString(", "key.GetEnum<", "key.Get<",
        ];
        forms.Where(form => !text.Contains(form, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void Primitives() => Snapshot.Match(GeneratorHarness.Run(
        """
        using TypedRpc;
        namespace Shop;

        [RabbitService("shop")]
        public interface IPrimitives
        {
            Task<bool> AllAsync(sbyte a, byte b, short c, ushort d, int e, uint f, long g, ulong h, float i, double j, bool k, string l);
            ValueTask NoneAsync();
        }
        """));

    [Fact]
    public void Attributes() => Snapshot.Match(GeneratorHarness.Run(
        """
        using System.Diagnostics.CodeAnalysis;
        using TypedRpc;
        namespace Shop;

        [Obsolete("old", DiagnosticId = "SHOP1")]
        public sealed record Old;

        [RabbitService("shop")]
        public interface IAttributes
        {
            [Obsolete("old")]
            [RabbitMethod(Coalesce = false)]
            Task DeleteAsync(string? reason = null);

            [OneWay]
            Task NotifyAsync(CancellationToken first, [DisallowNull] string? text, [AllowNull] string other);

        #pragma warning disable SHOP1
            Task<Old> GetAsync([DisallowNull] string? text, [DisallowNull] int? count);
        #pragma warning restore
        }
        """));

    [Fact]
    public void Oblivious() => Snapshot.Match(GeneratorHarness.Run(
        """
        #nullable disable
        using TypedRpc;
        namespace Shop;

        [RabbitService("shop")]
        public interface IOblivious
        {
            Task<string> EchoAsync(string text, List<string> list = null);
        }
        """));

    [Fact]
    public void NamesThatDifferByCase() => Snapshot.Match(GeneratorHarness.Run(
        """
        using TypedRpc;

        [RabbitService("a")] public interface IFoo { Task A(); }
        [RabbitService("b")] public interface IFOO { Task A(); }
        """));

    [Fact]
    public void Faults() => Snapshot.Match(GeneratorHarness.Run(
        """
        using TypedRpc;
        namespace Shop.Stock;

        public sealed record OutOfStock(int Left);
        public sealed record Discontinued;

        [RabbitService("shop", Name = "stock", ExchangeType = RpcExchangeType.Topic)]
        internal interface IStock
        {
            [Fault<OutOfStock>, Fault<Discontinued>(Name = "gone")]
            Task ReserveAsync(string article, int count);
        }
        """));

    [Fact]
    public void Defaults() => Snapshot.Match(GeneratorHarness.Run(
        """
        using TypedRpc;
        namespace Shop;

        [RabbitService("shop")]
        public interface ISearch
        {
            ValueTask<string[]> FindAsync(
                string text,
                string? language = null,
                int page = 0,
                byte size = 20,
                double boost = -1.5,
                DayOfWeek day = DayOfWeek.Friday,
                decimal? limit = 9.99m,
                char separator = '\'',
                string quote = "\"\n",
                DateTime since = default);
        }
        """));

    [Fact]
    public void Inheritance() => Snapshot.Match(GeneratorHarness.Run(
        """
        using TypedRpc;
        namespace Shop;

        public interface IPing { Task PingAsync(CancellationToken token); }
        public interface IRead<T> : IPing { Task<T?> GetAsync(int id); }
        public interface IWrite<T> : IPing { Task PutAsync(int id, T value); }

        [RabbitService("shop")]
        public interface IRepository : IRead<string>, IWrite<string>
        {
            [RabbitMethod("get-many")]
            Task<IReadOnlyList<string>> GetAsync(int[] ids);
        }
        """));

    [Fact]
    public void GlobalNamespaceAndNesting() => Snapshot.Match(GeneratorHarness.Run(
        """
        using TypedRpc;

        public static class Outer
        {
            [RabbitService("a\"b")]
            public interface IInner { Task @event(string @class); }
        }
        """));
}
