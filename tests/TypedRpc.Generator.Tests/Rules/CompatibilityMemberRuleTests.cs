using TypedRpc.Generator.Tests.Harness;

namespace TypedRpc.Generator.Tests.Rules;

/// <summary>What exactly is said of members and cases: which rule, and what the message calls them.</summary>
public sealed class CompatibilityMemberRuleTests
{
    [Theory]
    [InlineData("[Key(0)] public int A { get; set; }", "[Key(0)] public int B { get; set; }", "'Inner.B' was changed in a way")]
    [InlineData("[Key(\"a\")] public int A { get; set; }", "[Key(\"a\")] public int B { get; set; } [Key(\"b\")] public int C { get; set; }", "'Inner.\"b\"' was changed in a way")]
    [InlineData("[Key(0)] public int[]? A { get; set; }", "[Key(0)] public int[]? A { get; set; } [Key(1)] public Guid B { get; set; }", "'Inner.B' was changed in a way")]
    public async Task TRPC3015_reports_a_name_and_a_new_key(string before, string after, string message) =>
        (await BaselineHarness.CompareAsync(Reached(before), Reached(after))).ShouldHaveSingleItem().GetMessage().ShouldStartWith(message);

    [Fact]
    public async Task TRPC3015_reports_a_member_whose_type_is_not_written_down()
    {
        var code = Reached("[Key(0)] public Deep? A { get; set; }") + "[MessagePackObject] public sealed class Deep { [Key(0)] public int A { get; set; } }";
        var baseline = string.Join('\n', (await BaselineHarness.WriteAsync(code)).Split('\n').Where(static line => !line.StartsWith("type global::Deep", StringComparison.Ordinal)));
        var diagnostic = (await BaselineHarness.CheckAsync(baseline, code)).ShouldHaveSingleItem();
        (diagnostic.Id, diagnostic.GetMessage().Split('\'')[1]).ShouldBe(("TRPC3015", "Inner.A"));
    }

    [Fact]
    public async Task TRPC3006_reports_a_member_whose_line_has_no_type()
    {
        var code = Reached("[Key(0)] public int A { get; set; }");
        var baseline = (await BaselineHarness.WriteAsync(code)).Replace("[0] A: int32", "[0] A", StringComparison.Ordinal);
        (await BaselineHarness.CheckAsync(baseline, code)).ShouldHaveSingleItem().GetMessage().ShouldStartWith("'Inner.A' is int32, not nothing any more");
    }

    [Theory]
    [InlineData("[Key(1)] public string B { get; set; } = \"\";", "TRPC3007")]
    [InlineData("[Key(1)] public int B { get; set; }", "TRPC3006")]
    [InlineData("[Key(1)] public string? B { get; set; }", "TRPC3015")]
    [InlineData("[Key(3)] public string B { get; set; } = \"\";", "TRPC3015")]
    [InlineData("[Key(3)] public required string B { get; set; }", "TRPC3007")]
    [InlineData("[Key(3)] public int B { get; set; }", "TRPC3015")]
    public async Task TRPC3007_tells_a_key_that_old_peers_skip_from_one_behind_their_last(string member, string id)
    {
        const string Before = "[Key(0)] public int A { get; set; } [Key(2)] public int C { get; set; } ";
        (await BaselineHarness.CompareAsync(Reached(Before), Reached(Before + member))).ShouldHaveSingleItem().Id.ShouldBe(id);
    }

    [Fact]
    public async Task TRPC3007_reports_a_member_of_a_project_without_nullable_references_as_safe()
    {
        const string Before = "[Key(0)] public int A { get; set; }";
        var after = Reached(Before + "\n#nullable disable\n[Key(1)] public string B { get; set; }\n#nullable restore\n");
        (await BaselineHarness.CompareAsync(Reached(Before), after)).ShouldHaveSingleItem().Id.ShouldBe("TRPC3015");
    }

    [Theory]
    [InlineData("[Key(1)]", "[1]", "has the key 1, which is retired")]
    [InlineData("[Key(\"b\")]", "[\"b\"]", "has the key \"b\", which is retired")]
    public async Task TRPC3006_calls_a_retired_key_by_what_it_is(string attribute, string key, string message)
    {
        var first = attribute.Replace('1', '0').Replace("b", "a", StringComparison.Ordinal);
        var code = Reached($"{first} public int A {{ get; set; }} {attribute} public int B {{ get; set; }}");
        var baseline = (await BaselineHarness.WriteAsync(code)).Replace($"type global::Inner {key}", $"*RETIRED* type global::Inner {key}", StringComparison.Ordinal);
        (await BaselineHarness.CheckAsync(baseline, code)).ShouldHaveSingleItem().GetMessage().ShouldContain(message);
    }

    [Fact]
    public async Task TRPC3006_calls_a_retired_case_by_its_tag()
    {
        var code = Union("[Union(0, typeof(A))] [Union(1, typeof(B))]");
        var baseline = (await BaselineHarness.WriteAsync(code)).Replace("type global::IShape [1]", "*RETIRED* type global::IShape [1]", StringComparison.Ordinal);
        (await BaselineHarness.CheckAsync(baseline, code)).ShouldHaveSingleItem().GetMessage().ShouldStartWith("'IShape [1]' has the tag 1, which is retired");
    }

    [Fact]
    public async Task TRPC3006_accepts_a_new_tag_below_another() =>
        (await BaselineHarness.CompareAsync(Union("[Union(0, typeof(A))] [Union(5, typeof(C))]"), Union("[Union(0, typeof(A))] [Union(5, typeof(C))] [Union(1, typeof(B))]")))
            .ShouldHaveSingleItem().GetMessage().ShouldStartWith("'IShape [1]' was changed in a way");

    [Theory]
    [InlineData("[Key(0)] public int A { get; set; } [Key(1)] public int B { get; set; }", "[Key(0)] public int A { get; set; }", "the key 1 any more, which was 'B'")]
    [InlineData("[Key(\"a\")] public int A { get; set; } [Key(\"b\")] public int B { get; set; }", "[Key(\"a\")] public int A { get; set; }", "the key \"b\" any more, which was 'int32'")]
    public async Task TRPC3006_says_which_key_is_gone(string before, string after, string message) =>
        (await BaselineHarness.CompareAsync(Reached(before), Reached(after))).ShouldHaveSingleItem().GetMessage().ShouldStartWith($"'Inner' has nothing with {message}");

    private static string Reached(string members) =>
        $$"""[RabbitService("x")] public interface IFoo { Task A(Inner? inner); } [MessagePackObject] public sealed class Inner { {{members}} }""";

    /// <summary>Cases that are no references: nothing else says that what is new may be missing.</summary>
    private static string Union(string cases) =>
        $$"""
        [RabbitService("x")] public interface IFoo { Task<IShape?> A(); Task B(A a, B b, C c); }
        {{cases}} public interface IShape;
        [MessagePackObject] public struct A : IShape { [Key(0)] public int X { get; set; } }
        [MessagePackObject] public struct B : IShape { [Key(0)] public int X { get; set; } }
        [MessagePackObject] public struct C : IShape { [Key(0)] public int X { get; set; } }
        """;
}
