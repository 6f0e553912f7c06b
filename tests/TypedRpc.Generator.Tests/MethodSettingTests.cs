using TypedRpc.Generator.Tests.Harness;

namespace TypedRpc.Generator.Tests;

/// <summary>What a method sets is generated; of what it does not set nothing is, so that it stays as it was.</summary>
public sealed class MethodSettingTests
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

    [Theory]
    [InlineData(1)]
    [InlineData(int.MaxValue)]
    public void A_deadline_of_a_methods_own_is_in_milliseconds(int milliseconds) =>
        Text($"[RabbitMethod(TimeoutMilliseconds = {milliseconds})]").ShouldContain($"Timeout = global::System.TimeSpan.FromMilliseconds({milliseconds})");

    [Theory]
    [InlineData("")]
    [InlineData("[RabbitMethod(TimeoutMilliseconds = 0)]")]
    public void A_method_without_a_deadline_of_its_own_has_the_clients(string attribute) => Text(attribute).ShouldNotContain("FromMilliseconds");

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
