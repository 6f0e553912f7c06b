using TypedRpc.Generator.Tests.Harness;

namespace TypedRpc.Generator.Tests.Rules;

/// <summary>What old clients and servers notice of the types that a contract reaches.</summary>
public sealed class CompatibilityPayloadRuleTests
{
    [Theory]
    [InlineData("[Key(0)] public int A { get; set; } [Key(1)] public int B { get; set; }", "[Key([|1|])] public int A { get; set; } [Key(0)] public int B { get; set; }", 2)]
    [InlineData("[Key(0)] public int A { get; set; }", "[Key([|0|])] public string? A { get; set; }", 1)]
    [InlineData("[Key(0)] public int A { get; set; }", "[Key([|0|])] public long A { get; set; }", 1)]
    [InlineData("[Key(0)] public int A { get; set; }", "[Key([|0|])] public int? A { get; set; }", 1)]
    [InlineData("[Key(0)] public int A { get; set; } [Key(2)] public int C { get; set; }", "[Key(0)] public int A { get; set; } [Key([|1|])] public int B { get; set; } [Key(2)] public int C { get; set; }", 1)]
    [InlineData("[Key(\"a\")] public int A { get; set; }", "[Key([|\"a\"|])] public Guid A { get; set; }", 1)]
    [InlineData("[Key(0)] public List<int>? A { get; set; }", "[Key([|0|])] public List<string>? A { get; set; }", 1)]
    public async Task TRPC3006_reports_a_key_that_means_something_else(string before, string after, int count)
    {
        var marked = Reached(after);
        var source = marked.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal);
        var diagnostics = await BaselineHarness.CompareAsync(Reached(before), source);
        diagnostics.Count.ShouldBe(count);
        diagnostics.ShouldAllBe(static diagnostic => diagnostic.Id == "TRPC3006");
        (diagnostics[0].Location.SourceSpan.Start - "using TypedRpc;\n".Length).ShouldBe(marked.IndexOf("[|", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("[Key(0)] public int A { get; set; } [Key(1)] public int B { get; set; }", "[Key(0)] public int A { get; set; }")]
    [InlineData("[Key(\"a\")] public int A { get; set; } [Key(\"b\")] public int B { get; set; }", "[Key(\"a\")] public int A { get; set; }")]
    public async Task TRPC3006_reports_a_member_that_is_gone_until_it_is_retired(string before, string after)
    {
        var diagnostic = await BaselineHarness.ReportsAsync("TRPC3006", Reached(before), Reached(after, "[|Inner|]"));
        diagnostic.Properties["Added"].ShouldNotBeNull().ShouldStartWith("*RETIRED* type Inner [".Replace("Inner", "global::Inner", StringComparison.Ordinal));
        var baseline = BaselineHarness.Fix(await BaselineHarness.WriteAsync(Reached(before)), [diagnostic]);
        (await BaselineHarness.CheckAsync(baseline, Reached(after))).ShouldBeEmpty();
        (await BaselineHarness.CheckAsync(baseline, Reached(before))).ShouldHaveSingleItem().GetMessage().ShouldContain("which is retired");
    }

    [Fact]
    public async Task TRPC3006_knows_a_retired_key_when_the_type_gets_another_name()
    {
        const string Before = "[Key(0)] public int A { get; set; } [Key(1)] public int B { get; set; }";
        const string After = "[Key(0)] public int A { get; set; }";
        var baseline = BaselineHarness.Fix(await BaselineHarness.WriteAsync(Reached(Before)), await BaselineHarness.CompareAsync(Reached(Before), Reached(After)));
        string renamed = Reached(After).Replace("Inner", "Renamed", StringComparison.Ordinal).Replace("Outer", "RenamedToo", StringComparison.Ordinal);
        var diagnostics = await BaselineHarness.CheckAsync(baseline, renamed);
        diagnostics.ShouldAllBe(static diagnostic => diagnostic.Id == "TRPC3015");
        baseline = BaselineHarness.Fix(baseline, diagnostics);
        baseline.ShouldContain("*RETIRED* type global::Renamed [1] B: int32\n");
        baseline.ShouldNotContain("Inner");
    }

    [Theory]
    [InlineData("[MessagePackObject] public sealed class Inner { [Key(0)] public int A { get; set; } }", "[MessagePackObject(true)] public sealed class Inner { public int A { get; set; } }")]
    [InlineData("[MessagePackObject] public sealed class Inner { [Key(0)] public int A { get; set; } }", "public enum Inner { A }")]
    [InlineData("public enum Inner : byte { A }", "public enum Inner { A }")]
    [InlineData("[MessagePackObject] public sealed class Inner { [Key(0)] public int A { get; set; } }", "[MessagePackFormatter(typeof(int))] public sealed class Inner;")]
    [InlineData("public struct Inner;", "[MessagePackObject] public struct Inner;")]
    public async Task TRPC3006_reports_a_type_that_travels_in_another_way(string before, string after) =>
        (await BaselineHarness.CompareAsync(Outer + before, Outer + after)).ShouldHaveSingleItem().Id.ShouldBe("TRPC3006");

    [Theory]
    [InlineData("[Union([|0|], typeof(B))]")]
    [InlineData("")]
    public async Task TRPC3006_reports_a_tag_that_is_gone_or_means_something_else(string after)
    {
        var diagnostics = await BaselineHarness.CompareAsync(Union("[Union(0, typeof(A))]"), Union(after.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal)));
        diagnostics.Where(static diagnostic => diagnostic.Id != "TRPC3015").ShouldHaveSingleItem().Id.ShouldBe("TRPC3006");
    }

    [Theory]
    [InlineData("[Key(0)] public int A { get; set; }", "[Key(0)] public int B { get; set; }")]
    [InlineData("[Key(0)] public int A { get; set; }", "[Key(1)] public int B { get; set; } [Key(0)] public int A { get; set; }")]
    [InlineData("[Key(0)] public int A { get; set; }", "[Key(0)] public int A { get; set; } [Key(1)] public string? B { get; set; } [Key(2)] public string C { get; set; } = \"\";")]
    [InlineData("[Key(0)] public int A { get; set; } [Key(2)] public int C { get; set; }", "[Key(0)] public int A { get; set; } [Key(1)] public int? B { get; set; } [Key(2)] public int C { get; set; }")]
    [InlineData("[Key(\"a\")] public int A { get; set; }", "[Key(\"a\")] public int B { get; set; } [Key(\"c\")] public int C { get; set; }")]
    [InlineData("[Key(0)] public int[]? A { get; set; }", "[Key(0)] public List<int> A { get; set; } = []; [IgnoreMember] public string B => \"\";")]
    public Task TRPC3006_accepts_other_names_and_new_keys(string before, string after) => BaselineHarness.AcceptsAsync(Reached(before), Reached(after));

    [Fact]
    public Task TRPC3006_accepts_a_new_tag() => BaselineHarness.AcceptsAsync(Union("[Union(0, typeof(A))]"), Union("[Union(0, typeof(A))] [Union(1, typeof(B))]"));

    [Fact]
    public async Task TRPC3006_is_reported_once_of_a_type_that_two_contracts_reach()
    {
        const string Other = """[RabbitService("y")] public interface IOther { Task A(Inner inner); }""";
        (await BaselineHarness.CompareAsync(Reached("[Key(0)] public int A { get; set; }") + Other, Reached("[Key(0)] public Guid A { get; set; }") + Other)).ShouldHaveSingleItem().Id.ShouldBe("TRPC3006");
    }

    [Theory]
    [InlineData("[Key(1)] public string B { get; set; } = null!;", false)]
    [InlineData("[Key(1)] public required string B { get; set; }", true)]
    public async Task TRPC3007_reports_a_new_member_that_must_not_be_null(string member, bool isReported)
    {
        var diagnostics = await BaselineHarness.CompareAsync(Reached("[Key(0)] public int A { get; set; }"), Reached("[Key(0)] public int A { get; set; } " + member));
        diagnostics.ShouldHaveSingleItem().Id.ShouldBe(isReported ? "TRPC3007" : "TRPC3015");
    }

    [Theory]
    [InlineData("[Key(1)] public string? B { get; set; }")]
    [InlineData("[Key(1)] public int B { get; set; }")]
    [InlineData("[Key(1)] public List<int> B { get; set; } = [];")]
    public Task TRPC3007_accepts_what_may_be_missing(string member) =>
        BaselineHarness.AcceptsAsync(Reached("[Key(0)] public int A { get; set; }"), Reached("[Key(0)] public int A { get; set; } " + member));

    [Fact]
    public Task TRPC3007_reports_a_new_parameter_of_a_record() => BaselineHarness.ReportsAsync(
        "TRPC3007",
        """[RabbitService("x")] public interface IFoo { Task A(Inner a); } [MessagePackObject] public sealed record Inner([property: Key(0)] int A);""",
        """[RabbitService("x")] public interface IFoo { Task A(Inner a); } [MessagePackObject] public sealed record Inner([property: Key(0)] int A, [property: Key([|1|])] string B = "");""");

    [Theory]
    [InlineData("A = 1, B = 2", "A = 1, [|B|] = 3")]
    [InlineData("A, B", "A, [|X|], [|B|]")]
    public async Task TRPC3011_reports_a_member_with_another_value(string before, string after)
    {
        var diagnostics = await BaselineHarness.CompareAsync(Enum(before), Enum(after.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal)));
        diagnostics.ShouldContain(static diagnostic => diagnostic.Id == "TRPC3011" && diagnostic.GetMessage(null).Contains("'Inner.B'"));
    }

    [Fact]
    public async Task TRPC3011_reports_a_member_that_is_gone_until_its_value_is_retired()
    {
        var diagnostic = await BaselineHarness.ReportsAsync("TRPC3011", Enum("A, B"), Enum("A", "[|Inner|]"));
        var baseline = BaselineHarness.Fix(await BaselineHarness.WriteAsync(Enum("A, B")), [diagnostic]);
        baseline.ShouldContain("*RETIRED* type global::Inner [1] B\n");
        (await BaselineHarness.CheckAsync(baseline, Enum("A"))).ShouldBeEmpty();
        (await BaselineHarness.CheckAsync(baseline, Enum("A, C"))).ShouldHaveSingleItem().Id.ShouldBe("TRPC3011");
        (await BaselineHarness.CheckAsync(baseline, Enum("A, C = 2"))).ShouldHaveSingleItem().Id.ShouldBe("TRPC3015");
    }

    [Theory]
    [InlineData("A, B", "A, B, C")]
    [InlineData("A, B", "A, Renamed")]
    [InlineData("A, B", "B = 1, A = 0, Alias = 1")]
    public Task TRPC3011_accepts_new_members_and_new_names(string before, string after) => BaselineHarness.AcceptsAsync(Enum(before), Enum(after));

    private const string Outer =
        """
        [RabbitService("x")] public interface IFoo { Task<List<Outer<Inner>?>> A(); }
        [MessagePackObject] public sealed class Outer<T> { [Key(0)] public Dictionary<int, T[]>? All { get; set; } }
        """;

    private static string Reached(string members, string name = "Inner") => $$"""{{Outer}} [MessagePackObject] public sealed class {{name}} { {{members}} }""";

    private static string Enum(string members, string name = "Inner") => $$"""{{Outer}} public enum {{name}} { {{members}} }""";

    private static string Union(string cases) =>
        $$"""
        [RabbitService("x")] public interface IFoo { Task<Shape> A(); Task B(A a, B b); }
        {{(cases.Length == 0 ? "[Union(5, typeof(A))]" : cases)}} public abstract class Shape;
        [MessagePackObject] public sealed class A : Shape { [Key(0)] public int X { get; set; } }
        [MessagePackObject] public sealed class B : Shape { [Key(0)] public string? X { get; set; } }
        """;
}
