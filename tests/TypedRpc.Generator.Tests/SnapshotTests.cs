using TypedRpc.Generator.Tests.Harness;

namespace TypedRpc.Generator.Tests;

public sealed class SnapshotTests
{
    [Fact]
    public void Payments() => Snapshot.Match(GeneratorHarness.Run(
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
