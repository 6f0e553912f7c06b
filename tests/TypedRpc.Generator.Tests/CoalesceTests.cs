using TypedRpc.Generator.Tests.Harness;

namespace TypedRpc.Generator.Tests;

/// <summary>Only a method that must not share messages says so: what is generated for all others stays as it was.</summary>
public sealed class CoalesceTests
{
    [Theory]
    [InlineData("[RabbitMethod(Coalesce = false)]")]
    [InlineData("[RabbitMethod(\"name\", TimeoutMilliseconds = 10, Coalesce = false), Idempotent]")]
    public void A_method_that_travels_alone_says_so(string attribute) => Text(attribute).ShouldContain("Coalesce = false");

    [Theory]
    [InlineData("")]
    [InlineData("[RabbitMethod(\"name\")]")]
    [InlineData("[RabbitMethod(Coalesce = true)]")]
    public void Other_methods_say_nothing(string attribute) => Text(attribute).ShouldNotContain("Coalesce");

    private static string Text(string attribute) => GeneratorHarness.Run(
        $$"""
        using TypedRpc;
        [RabbitService("x")]
        public interface IFoo
        {
            {{attribute}}
            Task A();
        }
        """).Text;
}
