using TypedRpc.Generator.Tests.Harness;

namespace TypedRpc.Generator.Tests;

public sealed class LineDiffTests
{
    [Fact]
    public void Shows_what_was_expected_and_what_came() =>
        LineDiff.Write("a\nb\nc\nd\ne\nf\ng\nh\ni\nj", "a\nb\nx\nd\ne\nf\ng\nh\ni\nj\nk")
            .ShouldBe("  a\n  b\n- c\n+ x\n  d\n  e\n…\n  i\n  j\n+ k\n");

    [Fact]
    public void Texts_that_differ_fail()
    {
        var failure = Should.Throw<Xunit.Sdk.FailException>(static () => LineDiff.AssertEqual("a\nb", "a\nc", "File.cs"));
        failure.Message.ShouldContain("File.cs");
        failure.Message.ShouldContain("- b\n+ c");
    }

    [Fact]
    public void Texts_that_do_not_differ_pass() => LineDiff.AssertEqual("a", "a", "File.cs");
}
