using TypedRpc.Generator.Tests.Harness;

namespace TypedRpc.Generator.Tests.Rules;

/// <summary>What a report says is different from what it was.</summary>
public sealed class CompatibilityMessageTests
{
    [Theory]
    [InlineData("Task A(int a, int b);", "Task A(int a);", "Parameter 'b' of 'IFoo.A(int)' was removed")]
    [InlineData("Task A(int a, int b);", "Task A(int b, int a);", "Parameter 'b' of 'IFoo.A(int, int)' stands where 'a' was")]
    [InlineData("Task A(int a);", "Task A(string a);", "Parameter 'a' of 'IFoo.A(string)' is string, not int32 any more")]
    [InlineData("Task A(int a = 1);", "Task A(int a);", "Parameter 'a' of 'IFoo.A(int)' has no default value any more")]
    [InlineData("Task A(int a);", "Task A(int a, int b = 1, int c = 2, params int[] d);", "Parameter 'd' of 'IFoo.A(int, int, int, params int[])' is new and has no default value")]
    [InlineData("Task<int> A();", "Task A();", "The result of 'IFoo.A()' is nothing, not int32 any more")]
    [InlineData("Task A();", "Task<int> A();", "The result of 'IFoo.A()' is int32, not nothing any more")]
    public Task TRPC3005_reports_what_is_incompatible(string before, string after, string message) => SaysAsync("TRPC3005", before, after, message);

    [Theory]
    [InlineData("Task A();", "[OneWay] Task A();", "'IFoo.A()' is one-way and was not, so")]
    [InlineData("[OneWay] Task A();", "Task A();", "'IFoo.A()' is not one-way any more, so")]
    public Task TRPC3008_reports_which_way_it_went(string before, string after, string message) => SaysAsync("TRPC3008", before, after, message);

    [Theory]
    [InlineData("[Fault<Order>] Task A();", "Task A();", "Fault 'Order' of 'IFoo.A()' was removed")]
    [InlineData("[Fault<Order>] Task A();", "[Fault<Bill>(Name = \"Order\")] Task A();", "Fault 'Order' of 'IFoo.A()' is global::Bill, not global::Order any more")]
    public Task TRPC3010_reports_what_became_of_a_fault(string before, string after, string message) => SaysAsync("TRPC3010", before, after, message);

    [Theory]
    [InlineData("Task A();", "[RabbitMethod(\"A\")] Task A();", "The routing key of 'IFoo.A()' was the one that follows from the names and is 'A', so")]
    [InlineData("[RabbitMethod(\"A\")] Task A();", "Task A();", "The routing key of 'IFoo.A()' was 'A' and is the one that follows from the names, so")]
    public Task TRPC3016_reports_both_routing_keys(string before, string after, string message) => SaysAsync("TRPC3016", before, after, message);

    [Theory]
    [InlineData("", ", ExchangeType = RpcExchangeType.Topic", "was direct and is topic, so")]
    [InlineData(", ExchangeType = RpcExchangeType.Topic", "", "was topic and is direct, so")]
    public async Task TRPC3016_reports_both_exchange_types(string before, string after, string message)
    {
        (await BaselineHarness.CompareAsync(Service(before), Service(after))).ShouldHaveSingleItem().GetMessage().ShouldStartWith($"The exchange type of 'IFoo' {message}");
        static string Service(string arguments) => $$"""[RabbitService("x"{{arguments}})] public interface IFoo { Task A(); }""";
    }

    [Theory]
    [InlineData("A = 1, B = 2", "A = 1, B = 3", "TRPC3011 'Kind.B' has the value 3, not 2 any more")]
    [InlineData("A, B", "A, X, B", "TRPC3011 'Kind.X' has the value 1, which was 'B'", "TRPC3011 'Kind.B' has the value 2, not 1 any more")]
    [InlineData("A, B", "A", "TRPC3011 'Kind.B' is gone, but old peers still send 1")]
    [InlineData("A, B", "A, C", "TRPC3015 'Kind.C' was changed in a way")]
    [InlineData("A, B", "A, B, Alias = 1", "TRPC3015 'Kind.Alias' was changed in a way")]
    [InlineData("A, B, C", "A, B, D = 5", "TRPC3011 'Kind.C' is gone, but old peers still send 2", "TRPC3015 'Kind.D' was changed in a way")]
    public async Task TRPC3011_reports_what_became_of_each_value(string before, string after, params string[] messages)
    {
        var found = await BaselineHarness.CompareAsync(Enum(before), Enum(after));
        found.Count.ShouldBe(messages.Length);
        found.Zip(messages).ShouldAllBe(static pair => $"{pair.First.Id} {pair.First.GetMessage(null)}".StartsWith(pair.Second, StringComparison.Ordinal));
        static string Enum(string members) => $$"""[RabbitService("x")] public interface IFoo { Task A(Kind kind); } public enum Kind { {{members}} }""";
    }

    private static async Task SaysAsync(string id, string before, string after, string message)
    {
        var diagnostic = (await BaselineHarness.CompareAsync(Contract(before), Contract(after))).ShouldHaveSingleItem();
        diagnostic.Id.ShouldBe(id);
        diagnostic.GetMessage().ShouldStartWith(message);
    }

    private static string Contract(string methods) =>
        $$"""
        [RabbitService("x")] public interface IFoo { {{methods}} }
        [MessagePackObject] public sealed class Order { [Key(0)] public int Id { get; set; } }
        [MessagePackObject] public sealed class Bill { [Key(0)] public string? Text { get; set; } }
        """;
}
