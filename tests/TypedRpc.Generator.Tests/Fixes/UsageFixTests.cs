using Microsoft.CodeAnalysis.CodeFixes;
using TypedRpc.CodeFixes;
using TypedRpc.Generator.Tests.Harness;

namespace TypedRpc.Generator.Tests.Fixes;

public sealed class UsageFixTests
{
    [Fact]
    public Task Passes_the_token_in_its_place_or_by_its_name() => FixHarness.FixesAllAsync(
        new PassTokenFix(),
        """
        [RabbitService("shop")]
        public interface IOrders
        {
            Task<int> FindAsync(int id, string name = "", CancellationToken token = default);
        }
        public static class Caller
        {
            public static async Task<int> RunAsync(IOrders orders, CancellationToken cancellationToken)
            {
                await orders.FindAsync(1, "x");
                await orders.FindAsync(id: 1, name: "x");
                await orders.FindAsync(1, "x", CancellationToken.None);
                Func<CancellationToken, Task<int>> call = inner => orders.FindAsync(2, "y");
                return await orders.FindAsync(await orders.FindAsync(3));
            }
        }
        """,
        """
        [RabbitService("shop")]
        public interface IOrders
        {
            Task<int> FindAsync(int id, string name = "", CancellationToken token = default);
        }
        public static class Caller
        {
            public static async Task<int> RunAsync(IOrders orders, CancellationToken cancellationToken)
            {
                await orders.FindAsync(1, "x", cancellationToken);
                await orders.FindAsync(id: 1, name: "x", token: cancellationToken);
                await orders.FindAsync(1, "x", CancellationToken.None);
                Func<CancellationToken, Task<int>> call = inner => orders.FindAsync(2, "y", inner);
                return await orders.FindAsync(await orders.FindAsync(3, token: cancellationToken), token: cancellationToken);
            }
        }
        """);

    [Fact]
    public Task Passes_the_token_in_one_place() => FixHarness.FixesAsync(
        new PassTokenFix(),
        """[RabbitService("x")] public interface IFoo { Task A(CancellationToken token = default); } public class Caller { public Task B(IFoo foo, CancellationToken ct) => foo.A(); }""",
        """[RabbitService("x")] public interface IFoo { Task A(CancellationToken token = default); } public class Caller { public Task B(IFoo foo, CancellationToken ct) => foo.A(ct); }""");

    [Fact]
    public Task Declares_each_fault_once_where_the_contract_is() => FixHarness.FixesAllAsync(
        new FaultFix(),
        FixAllScope.Solution,
        [
            ["""
            namespace Shop;

            [RabbitService("shop")]
            public interface IOrders
            {
                /// <summary>Buys.</summary>
                [Fault<string>]
                Task PlaceAsync(int order);
            }
            """],
            ["""
            public sealed class Orders : Shop.IOrders
            {
                public Task PlaceAsync(int order) => order switch
                {
                    1 => throw new RpcFaultException<int>(1),
                    2 => throw new RpcFaultException<int>(2),
                    3 => throw new RpcFaultException<long>(3),
                    _ => throw new RpcFaultException<string>(""),
                };
            }
            """],
        ],
        [
            ["""
            namespace Shop;

            [RabbitService("shop")]
            public interface IOrders
            {
                /// <summary>Buys.</summary>
                [Fault<string>]
                [Fault<int>]
                [Fault<long>]
                Task PlaceAsync(int order);
            }
            """],
        ]);

    [Fact]
    public Task Declares_a_fault() => FixHarness.FixesAsync(
        new FaultFix(),
        """[RabbitService("x")] public interface IFoo { Task A(); } public class Foo : IFoo { public Task A() { throw new RpcFaultException<int>(1); } }""",
        """[RabbitService("x")] public interface IFoo { [Fault<int>] Task A(); } public class Foo : IFoo { public Task A() { throw new RpcFaultException<int>(1); } }""");

    [Fact]
    public Task Marks_what_is_retried_as_idempotent() => FixHarness.FixesAllAsync(
        new IdempotentFix(),
        """
        namespace Shop
        {
            [RabbitService("shop")]
            public interface IOrders
            {
                Task PlaceAsync(int order);

                Task CancelAsync(int order);
            }
            public static class Caller
            {
                public static Task Run(Polly.Retry.RetryPolicy policy, IOrders orders) => policy.ExecuteAsync(() => orders.PlaceAsync(1));
                public static Task Again(Polly.Retry.RetryPolicy policy, IOrders orders) => policy.ExecuteAsync(() => orders.PlaceAsync(1));
            }
        }
        namespace Polly.Retry { public class RetryPolicy { public Task ExecuteAsync(Func<Task> call) => call(); } }
        """,
        """
        namespace Shop
        {
            [RabbitService("shop")]
            public interface IOrders
            {
                [Idempotent]
                Task PlaceAsync(int order);

                Task CancelAsync(int order);
            }
            public static class Caller
            {
                public static Task Run(Polly.Retry.RetryPolicy policy, IOrders orders) => policy.ExecuteAsync(() => orders.PlaceAsync(1));
                public static Task Again(Polly.Retry.RetryPolicy policy, IOrders orders) => policy.ExecuteAsync(() => orders.PlaceAsync(1));
            }
        }
        namespace Polly.Retry { public class RetryPolicy { public Task ExecuteAsync(Func<Task> call) => call(); } }
        """);
}
