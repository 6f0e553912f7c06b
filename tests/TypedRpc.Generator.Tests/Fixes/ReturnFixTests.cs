using TypedRpc.CodeFixes;
using TypedRpc.Generator.Tests.Harness;

namespace TypedRpc.Generator.Tests.Fixes;

public sealed class ReturnFixTests
{
    [Fact]
    public Task Wraps_a_result_in_a_task() => FixHarness.FixesAsync(
        new ReturnTaskFix(),
        """
        [RabbitService("shop")]
        public interface IOrders
        {
            /// <summary>How many.</summary>
            int Count(string name);
        }
        public sealed class Orders : IOrders
        {
            public int Count(string name)
            {
                if (name.Length > 0)
                {
                    return 1;
                }

                Func<int> two = () => { return 2; };
                return two();
            }
        }
        public sealed class Short : IOrders
        {
            public int Count(string name) => name.Length;
        }
        """,
        """
        [RabbitService("shop")]
        public interface IOrders
        {
            /// <summary>How many.</summary>
            Task<int> Count(string name);
        }
        public sealed class Orders : IOrders
        {
            public Task<int> Count(string name)
            {
                if (name.Length > 0)
                {
                    return Task.FromResult(1);
                }

                Func<int> two = () => { return 2; };
                return Task.FromResult(two());
            }
        }
        public sealed class Short : IOrders
        {
            public Task<int> Count(string name) => Task.FromResult(name.Length);
        }
        """);

    [Fact]
    public Task Wraps_all_in_a_document() => FixHarness.FixesAllAsync(
        new ReturnTaskFix(),
        """
        [RabbitService("shop")]
        public interface IOrders
        {
            void A();
            List<string> B();
            string? C();
        }
        public sealed class Orders : IOrders
        {
            public void A()
            {
                Console.WriteLine();
            }
            public List<string> B() => throw new NotSupportedException();
            public string? C() => null;
        }
        public sealed class Short : IOrders
        {
            public async void A() => await Task.Yield();
            public List<string> B() { return []; }
            public string? C() => "";
        }
        public sealed class Shorter : IOrders
        {
            public void A() => Console.WriteLine();
            public List<string> B() { return new(); }
            public string? C() => "";
        }
        """,
        """
        [RabbitService("shop")]
        public interface IOrders
        {
            Task A();
            Task<List<string>> B();
            Task<string?> C();
        }
        public sealed class Orders : IOrders
        {
            public Task A()
            {
                Console.WriteLine();
                return Task.CompletedTask;
            }
            public Task<List<string>> B() => throw new NotSupportedException();
            public Task<string?> C() => Task.FromResult<string?>(null);
        }
        public sealed class Short : IOrders
        {
            public async Task A() => await Task.Yield();
            public Task<List<string>> B() { return Task.FromResult<List<string>>([]); }
            public Task<string?> C() => Task.FromResult<string?>("");
        }
        public sealed class Shorter : IOrders
        {
            public Task A()
            {
                Console.WriteLine();
                return Task.CompletedTask;
            }

            public Task<List<string>> B() { return Task.FromResult<List<string>>(new()); }
            public Task<string?> C() => Task.FromResult<string?>("");
        }
        """);

    [Fact]
    public Task Awaits_it_where_that_is_possible() => FixHarness.FixesAsync(
        new ReturnTaskFix(),
        """
        [RabbitService("shop")]
        public interface IOrders
        {
            string Name(int number);
        }
        public sealed class Caller(IOrders orders)
        {
            public async Task<int> First() { await Task.Yield(); return orders.Name(1).Length + Next(orders.Name(2)); }
            public async Task<string> Second() => await Task.Run(async () => { await Task.Yield(); return orders.Name(3)[..1]; });
            private int Next(string name) => name.Length;
            public object Third() => orders.Name(4);
            public async Task<object> Fourth() { await Task.Yield(); lock (orders) { return orders.Name(5); } }
            public async Task<object> Fifth() { await Task.Yield(); Func<object> name = () => orders.Name(6); return name(); }
        }
        """,
        """
        [RabbitService("shop")]
        public interface IOrders
        {
            Task<string> Name(int number);
        }
        public sealed class Caller(IOrders orders)
        {
            public async Task<int> First() { await Task.Yield(); return (await orders.Name(1)).Length + Next(await orders.Name(2)); }
            public async Task<string> Second() => await Task.Run(async () => { await Task.Yield(); return (await orders.Name(3))[..1]; });
            private int Next(string name) => name.Length;
            public object Third() => orders.Name(4);
            public async Task<object> Fourth() { await Task.Yield(); lock (orders) { return orders.Name(5); } }
            public async Task<object> Fifth() { await Task.Yield(); Func<object> name = () => orders.Name(6); return name(); }
        }
        """);

    [Theory]
    [InlineData("IAsyncEnumerable<int> A();")]
    [InlineData("Task<int>[] A();")]
    [InlineData("List<ValueTask> A();")]
    [InlineData("ref int A();")]
    public Task Wraps_no_streams_tasks_or_references(string member) =>
        FixHarness.OffersNothingAsync(new ReturnTaskFix(), $$"""[RabbitService("x")] public interface IFoo { {{member}} }""");

    [Fact]
    public Task Makes_a_method_without_result_one_way() => FixHarness.FixesAllAsync(
        new OneWayFix(),
        """
        [RabbitService("shop")]
        public interface IOrders
        {
            // An order is on its way.
            void A(int x);

            int B();
        }
        """,
        """
        [RabbitService("shop")]
        public interface IOrders
        {
            // An order is on its way.
            [OneWay]
            Task A(int x);

            int B();
        }
        """);

    [Fact]
    public Task Makes_no_method_with_a_result_one_way() => FixHarness.OffersNothingAsync(new OneWayFix(), """[RabbitService("x")] public interface IFoo { int A(); }""");

    [Fact]
    public Task Removes_one_way_from_methods_that_reply() => FixHarness.FixesAllAsync(
        new TwoWayFix(),
        """
        [RabbitService("shop")]
        public interface IOrders
        {
            /// <summary>How many.</summary>
            [OneWay]
            Task<int> A();

            [OneWay, Idempotent]
            Task<int> B();

            [Fault<int>]
            [OneWay]
            Task C();

            [OneWay] Task<int> D();
        }
        """,
        """
        [RabbitService("shop")]
        public interface IOrders
        {
            /// <summary>How many.</summary>
            Task<int> A();

            [Idempotent]
            Task<int> B();

            [Fault<int>]
            Task C();

            Task<int> D();
        }
        """);
}
