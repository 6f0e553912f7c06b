using TypedRpc.Generator.Compatibility;
using TypedRpc.Generator.Compatibility.Lines;
using TypedRpc.Generator.Tests.Harness;

namespace TypedRpc.Generator.Tests.Compatibility;

/// <summary>What <c>RabbitContracts.txt</c> looks like.</summary>
public sealed class BaselineFormatTests
{
    private const string Source =
        """
        namespace Shop;
        [RabbitService("shop")]
        public interface IOrders
        {
            [Fault<SoldOut>] [Fault<SoldOut[]>(Name = "and more")] Task<Guid> PlaceAsync(Order order, State? state = null, CancellationToken token = default);
            [Idempotent] ValueTask<Page<Order>?> ListAsync(string? filter, int limit = 10);
            [OneWay] Task NoteAsync(ReadOnlyMemory<byte> note, IReadOnlyDictionary<string, (int, DateTimeOffset)[]> more);
            [RabbitMethod("odd name")] Task<Shape> OddAsync(char letter, long[,] grid, Lazy<TimeSpan> time);
        }
        [RabbitEvents("shop.events")]
        public interface IShopEvents
        {
            ValueTask OpenedAsync(Guid shop, CancellationToken token = default);
            [RabbitMethod("closed", RoutingKey = "shop.{region}.closed")] Task ClosedAsync(State state, string region);
        }
        [RabbitService("a b", Name = "T", ExchangeType = RpcExchangeType.Topic)] public interface ITopical { Task DoAsync(); }
        [MessagePackObject] public sealed record Order([property: Key(0)] string Account, [property: Key(1)] List<Order> Parts) { [IgnoreMember] public int Count => 0; }
        [MessagePackObject] public sealed class Page<T> { [Key(0)] public T[]? Items { get; set; } [Key(2)] public int? Next { get; set; } }
        [MessagePackObject(true)] public sealed class SoldOut { public string? Product { get; set; } [Key("n")] public int Count { get; set; } [IgnoreMember] public int Other { get; set; } }
        [Union(0, typeof(Circle))] [Union(7, typeof(Square))] public abstract class Shape;
        [MessagePackObject] public sealed class Circle : Shape { [Key(0)] public double Radius; }
        [MessagePackObject] public sealed class Square : Shape { [Key("side")] public Outer.Unit Side { get; set; } }
        public static class Outer { public enum Unit : byte { Metre = 1, Foot = 3 } }
        public enum State { New, Paid, Shipped = -1 }
        """;

    private const string Expected =
        """
        contract "a b"/T (topic)
        contract "a b"/T Do()
        contract shop.events/ShopEvents (events)
        contract shop.events/ShopEvents Opened(shop: guid)
        contract shop.events/ShopEvents closed(state: Shop.State, region: string); key "shop.{region}.closed"
        contract shop/Orders "odd name"(letter: uint16, grid: array2<int64>, time: timespan) -> Shop.Shape; key "odd name"
        contract shop/Orders (direct)
        contract shop/Orders List(filter: string?, limit: int32 = default) -> Shop.Page<Shop.Order>?; idempotent
        contract shop/Orders Note(note: bytes, more: map<string, list<tuple<int32, datetimeoffset>>>); one-way
        contract shop/Orders Place(order: Shop.Order, state: Shop.State? = default) -> guid; fault SoldOut: Shop.SoldOut; fault "and more": list<Shop.SoldOut>
        type Shop.Circle (array)
        type Shop.Circle [0] Radius: float64
        type Shop.Order (array)
        type Shop.Order [0] Account: string
        type Shop.Order [1] Parts: list<Shop.Order>
        type Shop.Outer+Unit (enum uint8)
        type Shop.Outer+Unit [1] Metre
        type Shop.Outer+Unit [3] Foot
        type Shop.Page<Shop.Order> (array)
        type Shop.Page<Shop.Order> [0] Items: list<Shop.Order>
        type Shop.Page<Shop.Order> [2] Next: int32?
        type Shop.Shape (union)
        type Shop.Shape [0]: Shop.Circle
        type Shop.Shape [7]: Shop.Square
        type Shop.SoldOut (map)
        type Shop.SoldOut ["Product"]: string
        type Shop.SoldOut ["n"]: int32
        type Shop.Square (map)
        type Shop.Square ["side"]: Shop.Outer+Unit
        type Shop.State (enum int32)
        type Shop.State [-1] Shipped
        type Shop.State [0] New
        type Shop.State [1] Paid

        """;

    [Fact]
    public async Task Says_what_travels_in_ordinal_order() => (await BaselineHarness.WriteAsync(Source)).ShouldBe(Expected);

    [Fact]
    public async Task Contracts_that_were_not_changed_are_silent() => (await BaselineHarness.CheckAsync(Expected, Source)).ShouldBeEmpty();

    [Fact]
    public async Task Comments_empty_lines_and_line_ends_of_Windows_do_not_matter() =>
        (await BaselineHarness.CheckAsync("# first\n\n" + Expected.Replace("\n", "\r\n", StringComparison.Ordinal) + "  # last", Source)).ShouldBeEmpty();

    [Fact]
    public void Every_line_is_read_as_it_is_printed()
    {
        foreach (var line in Expected.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            EntryParser.Parse(line).ToString().ShouldBe(line);
        }
    }

    [Fact]
    public void Edits_keep_comments_order_and_line_ends()
    {
        const string Before = "# top\r\ncontract x/Foo (direct)\r\n# about B\r\ncontract x/Foo B()\r\n*RETIRED* contract x/Foo C()\r\n";
        BaselineEditor.Apply(Before, [], ["contract x/Foo D()", "contract x/Foo A()", "contract x/Foo B()"])
            .ShouldBe("# top\r\ncontract x/Foo (direct)\r\n# about B\r\ncontract x/Foo A()\r\ncontract x/Foo B()\r\n*RETIRED* contract x/Foo C()\r\ncontract x/Foo D()\r\n");
    }

    [Fact]
    public void A_new_file_begins_with_what_it_is_for() => BaselineEditor.Apply(BaselineEditor.Header, [], ["contract x/Foo (direct)"])
        .ShouldBe(BaselineEditor.Header.TrimEnd('\n') + "\ncontract x/Foo (direct)\n");

    [Fact]
    public void Types_that_no_contract_uses_any_more_go() =>
        BaselineEditor.Apply(
            "contract x/Foo A(b: B)\ntype B (array)\ntype B [0] C: list<N.C>\ntype N.C (array)\n*RETIRED* type N.C [0] D: int32\ntype N.E (array)\ntype N.E [0] E: N.E\n",
            [],
            [])
            .ShouldBe("contract x/Foo A(b: B)\ntype B (array)\ntype B [0] C: list<N.C>\ntype N.C (array)\n*RETIRED* type N.C [0] D: int32\n");
}
