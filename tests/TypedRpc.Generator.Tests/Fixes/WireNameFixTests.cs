using Microsoft.CodeAnalysis.CodeFixes;
using TypedRpc.CodeFixes;
using TypedRpc.Generator.Tests.Harness;

namespace TypedRpc.Generator.Tests.Fixes;

public sealed class WireNameFixTests
{
    [Fact]
    public Task Names_an_overload_after_its_parameters() => FixHarness.FixesAsync(
        new WireNameFix(),
        """
        [RabbitService("shop")]
        public interface IOrders
        {
            Task<int> FindAsync(int id, CancellationToken cancellationToken = default);

            /// <summary>By number.</summary>
            Task<int> FindAsync(string number, CancellationToken cancellationToken = default);
        }
        """,
        """
        [RabbitService("shop")]
        public interface IOrders
        {
            Task<int> FindAsync(int id, CancellationToken cancellationToken = default);

            /// <summary>By number.</summary>
            [RabbitMethod("Orders.FindByNumber")]
            Task<int> FindAsync(string number, CancellationToken cancellationToken = default);
        }
        """);

    [Fact]
    public Task The_name_of_an_event_is_no_routing_key() => FixHarness.FixesAsync(
        new WireNameFix(),
        """
        [RabbitEvents("shop.events")]
        public interface IOrderEvents
        {
            ValueTask PlacedAsync(int id);
            ValueTask PlacedAsync(string number);
        }
        """,
        """
        [RabbitEvents("shop.events")]
        public interface IOrderEvents
        {
            ValueTask PlacedAsync(int id);
            [RabbitMethod("PlacedByNumber")]
            ValueTask PlacedAsync(string number);
        }
        """);

    [Fact]
    public Task Replaces_a_name_and_keeps_what_else_the_attribute_says() => FixHarness.FixesAllAsync(
        new WireNameFix(),
        """
        [RabbitService("shop", Name = "Sales")]
        public interface IOrders
        {
            [RabbitMethod("k")]
            Task A();
            [RabbitMethod("k", TimeoutMilliseconds = 5)]
            Task B();
            [RabbitMethod(Coalesce = false)]
            Task A(int x, int y);
            Task AAsync();
        }
        """,
        """
        [RabbitService("shop", Name = "Sales")]
        public interface IOrders
        {
            [RabbitMethod("k")]
            Task A();
            [RabbitMethod("Sales.B", TimeoutMilliseconds = 5)]
            Task B();
            [RabbitMethod(Coalesce = false)]
            Task A(int x, int y);
            [RabbitMethod("Sales.A3")]
            Task AAsync();
        }
        """);

    [Fact]
    public Task All_get_names_of_their_own() => FixHarness.FixesAllAsync(
        new WireNameFix(),
        FixAllScope.Solution,
        [["""
        [RabbitService("a")]
        public interface IFoo
        {
            Task A(int x);
            Task A(long x);
            Task A(short x);
        }
        """], ["""
        [RabbitService("b")]
        public interface IBar
        {
            Task A(int x);
            Task A();
            Task AAsync();
        }
        """]],
        [["""
        [RabbitService("a")]
        public interface IFoo
        {
            Task A(int x);
            [RabbitMethod("Foo.AByX2")]
            Task A(long x);
            [RabbitMethod("Foo.AByX3")]
            Task A(short x);
        }
        """], ["""
        [RabbitService("b")]
        public interface IBar
        {
            Task A(int x);
            [RabbitMethod("Bar.A2")]
            Task A();
            [RabbitMethod("Bar.A3")]
            Task AAsync();
        }
        """]]);

    [Fact]
    public Task An_inherited_overload_is_not_the_contracts_to_name() => FixHarness.OffersNothingAsync(
        new WireNameFix(), """public interface IBase { Task A(); } [RabbitService("x")] public interface IFoo : IBase { Task A(int x); }""");
}
