using Microsoft.CodeAnalysis.CodeFixes;
using TypedRpc.CodeFixes;
using TypedRpc.Generator.Tests.Harness;

namespace TypedRpc.Generator.Tests.Fixes;

public sealed class TokenFixTests
{
    [Fact]
    public Task Adds_a_token_to_the_method_and_its_implementations() => FixHarness.FixesAsync(
        new AddTokenFix(),
        """
        [RabbitService("shop")]
        public interface IOrders
        {
            Task<int> [|FindAsync|](int id);
        }
        public class Orders : IOrders
        {
            public virtual Task<int> FindAsync(int id) => Task.FromResult(id);
        }
        public sealed class Others : Orders, IOrders
        {
            public override async Task<int> FindAsync(int id)
            {
                var cancellationToken = id;
                return await base.FindAsync(cancellationToken);
            }
        }
        public sealed class Explicit : IOrders
        {
            Task<int> IOrders.FindAsync(int id) => Task.FromResult(id);
        }
        """,
        """
        [RabbitService("shop")]
        public interface IOrders
        {
            Task<int> FindAsync(int id, CancellationToken cancellationToken = default);
        }
        public class Orders : IOrders
        {
            public virtual Task<int> FindAsync(int id, CancellationToken cancellationToken = default) => Task.FromResult(id);
        }
        public sealed class Others : Orders, IOrders
        {
            public override async Task<int> FindAsync(int id, CancellationToken cancellationToken2 = default)
            {
                var cancellationToken = id;
                return await base.FindAsync(cancellationToken);
            }
        }
        public sealed class Explicit : IOrders
        {
            Task<int> IOrders.FindAsync(int id, CancellationToken cancellationToken) => Task.FromResult(id);
        }
        """);

    [Fact]
    public Task Adds_tokens_in_all_projects() => FixHarness.FixesAllAsync(
        new AddTokenFix(),
        FixAllScope.Solution,
        [
            ["""[RabbitService("shop")] public interface IOrders { Task [|A|](); Task<int> [|B|](int x = 1); }""", "public class Orders : IOrders { public Task A() => B(1); public Task<int> B(int x) => Task.FromResult(x); }"],
            ["""[RabbitService("x")] public interface IMore : IOrders { Task [|C|](); } public class More : Orders, IMore { public Task C() => A(); }"""],
        ],
        [
            [
                """[RabbitService("shop")] public interface IOrders { Task A(CancellationToken cancellationToken = default); Task<int> B(int x = 1, CancellationToken cancellationToken = default); }""",
                "public class Orders : IOrders { public Task A(CancellationToken cancellationToken = default) => B(1); public Task<int> B(int x, CancellationToken cancellationToken = default) => Task.FromResult(x); }",
            ],
            ["""[RabbitService("x")] public interface IMore : IOrders { Task C(CancellationToken cancellationToken = default); } public class More : Orders, IMore { public Task C(CancellationToken cancellationToken = default) => A(); }"""],
        ]);

    [Theory]
    [InlineData("Task [|A|](params int[] x);")]
    [InlineData("Task [|A|](); Task A(CancellationToken token);")]
    public Task Adds_none_where_calls_would_mean_something_else(string members) =>
        FixHarness.OffersNothingAsync(new AddTokenFix(), $$"""[RabbitService("x")] public interface IFoo { {{members}} }""");

    [Fact]
    public Task Moves_the_token_in_calls_and_implementations() => FixHarness.FixesAsync(
        new MoveTokenFix(),
        """
        [RabbitService("shop")]
        public interface IOrders
        {
            Task<int> FindAsync([|CancellationToken token|], int id, string name = "");
        }
        public sealed class Orders : IOrders
        {
            public Task<int> FindAsync(CancellationToken token, int id, string name) => Task.FromResult(id);
        }
        public static class Caller
        {
            public static async Task<int> RunAsync(IOrders orders, CancellationToken token)
            {
                await orders.FindAsync(token, 1);
                await orders?.FindAsync(id: 1, token: token)!;
                await orders.FindAsync(name: "x", token: token, id: 2);
                await orders.FindAsync(
                    token, // stays here
                    3,
                    "y");
                return await orders.FindAsync(token, await orders.FindAsync(default, 4, "z"));
            }
        }
        """,
        """
        [RabbitService("shop")]
        public interface IOrders
        {
            Task<int> FindAsync(int id, string name = "", CancellationToken token = default);
        }
        public sealed class Orders : IOrders
        {
            public Task<int> FindAsync(int id, string name, CancellationToken token) => Task.FromResult(id);
        }
        public static class Caller
        {
            public static async Task<int> RunAsync(IOrders orders, CancellationToken token)
            {
                await orders.FindAsync(1, token: token);
                await orders?.FindAsync(id: 1, token: token)!;
                await orders.FindAsync(id: 2, name: "x", token: token);
                await orders.FindAsync(
                    3, // stays here
                    "y",
                    token);
                return await orders.FindAsync(await orders.FindAsync(4, "z", default), token: token);
            }
        }
        """);

    [Fact]
    public Task Moves_tokens_before_params() => FixHarness.FixesAllAsync(
        new MoveTokenFix(),
        """
        [RabbitService("x")]
        public interface IFoo
        {
            Task A([|CancellationToken a|], int x, params int[] y);
            Task B(int x, [|CancellationToken b|], int y);
            Task C() => A(default, 1, 2, 3);
        }
        """,
        """
        [RabbitService("x")]
        public interface IFoo
        {
            Task A(int x, CancellationToken a = default, params int[] y);
            Task B(int x, int y, CancellationToken b = default);
            Task C() => A(1, default, 2, 3);
        }
        """);

    [Fact]
    public Task An_inherited_method_is_not_the_contracts_to_change() => FixHarness.OffersNothingAsync(
        new MoveTokenFix(), """public interface IBase { Task A(CancellationToken token, int x); } [RabbitService("x")] public interface [|IFoo|] : IBase;""");
}
