using TypedRpc.Generator.Tests.Harness;

namespace TypedRpc.Generator.Tests.Rules;

/// <summary>Rules for types that travel.</summary>
[Trait("Fault", "F17")]
public sealed class PayloadRuleTests
{
    [Theory]
    [InlineData("object")]
    [InlineData("dynamic")]
    [InlineData("Action<int>")]
    [InlineData("Delegate")]
    [InlineData("IProgress<int>")]
    [InlineData("IOther")]
    [InlineData("Type")]
    [InlineData("System.IO.MemoryStream")]
    [InlineData("IAsyncEnumerable<int>")]
    [InlineData("CancellationToken?")]
    [InlineData("List<object>")]
    [InlineData("(int, object[])")]
    [InlineData("Dictionary<string, Func<int>>[]")]
    [InlineData("Task<int>")]
    [InlineData("Task")]
    [InlineData("ValueTask")]
    [InlineData("ValueTask<int>")]
    [InlineData("MulticastDelegate")]
    [InlineData("TypedRpc.Serialization.Unit")]
    [InlineData("Math")]
    public async Task TRPC2002_reports_parameters_results_and_faults(string type)
    {
        await ReportsAsync($"Task A([|{type}|] x);");
        await ReportsAsync($"[|Task<{type}>|] A();");
        if (!type.Contains("dynamic", StringComparison.Ordinal))
        {
            await ReportsAsync($"[[|Fault<{type}>(Name = \"f\")|]] Task A();");
        }
    }

    [Theory]
    [InlineData("unsafe Task A([|int*[]|] x);")]
    [InlineData("unsafe Task A([|delegate*<void>[]|] x);")]
    [InlineData("unsafe Task A([|List<int*[][]>|] x);")]
    [InlineData("unsafe [|Task<void*[]>|] A();")]
    public Task TRPC2002_reports_arrays_of_pointers(string member) => ReportsAsync(member);

    [Fact]
    public Task TRPC2002_accepts_collections_unions_and_types_of_the_users() => RuleHarness.AcceptsAsync(
        """
        [Union(0, typeof(Circle))] public interface IShape;
        [MessagePackObject] public sealed class Circle : IShape;
        [MessagePackObject] public sealed class Box<T>;
        [MessagePackFormatter(typeof(MessagePack.Formatters.TypelessFormatter))] public interface IFormatted;
        [RabbitService("x")]
        public interface IFoo
        {
            Task<IReadOnlyList<int>> A(IDictionary<string, int> a, IEnumerable<IShape> b, ISet<int> c, System.Linq.ILookup<int, string> d);
            [Fault<Circle>] Task<(int, IShape)> B(Box<object> box, byte[]? bytes, int? number, Uri uri, System.Collections.Immutable.IImmutableList<int> list, IFormatted formatted);
        }
        """);

    private static Task ReportsAsync(string member) => RuleHarness.ReportsAsync(
        "TRPC2002",
        $$"""public interface IOther; [RabbitService("x")] public interface IFoo { {{member}} }""");
}
