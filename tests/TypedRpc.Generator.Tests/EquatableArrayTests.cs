using TypedRpc.Generator.Collections;

namespace TypedRpc.Generator.Tests;

public sealed class EquatableArrayTests
{
    [Fact]
    public void Arrays_with_equal_elements_are_equal()
    {
        EquatableArray<string> left = new(["a", "b"]), right = new(new List<string> { "a", "b" });
        left.ShouldBe(right);
        (left == right).ShouldBeTrue();
        left.GetHashCode().ShouldBe(right.GetHashCode());
    }

    [Theory]
    [InlineData("a")]
    [InlineData("b", "a")]
    [InlineData("a", "b", "c")]
    public void Other_elements_or_another_order_are_not_equal(params string[] items)
    {
        (new EquatableArray<string>(["a", "b"]) != new EquatableArray<string>(items)).ShouldBeTrue();
        new EquatableArray<string>(["a", "b"]).Equals((object)new EquatableArray<string>(items)).ShouldBeFalse();
    }

    [Fact]
    public void The_default_is_the_empty_array()
    {
        EquatableArray<string> nothing = default, empty = new([]);
        nothing.Equals(empty).ShouldBeTrue();
        nothing.GetHashCode().ShouldBe(empty.GetHashCode());
        nothing.Count.ShouldBe(0);
        nothing.ShouldBeEmpty();
    }
}
