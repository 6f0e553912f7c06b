using TypedRpc.Generator.Tests.Harness;

namespace TypedRpc.Generator.Tests;

/// <summary>What a contract's service and generated class are called when nobody says so.</summary>
public sealed class ContractNameTests
{
    [Theory]
    [InlineData("IOrders", "Orders")]
    [InlineData("IÖl", "Öl")]
    [InlineData("I_", "_")]
    [InlineData("Inventory", "Inventory")]
    [InlineData("Orders", "Orders")]
    [InlineData("I", "I")]
    [InlineData("I2", "I2")]
    public void The_letter_of_interfaces_is_left_out_and_no_other(string contract, string service)
    {
        var file = GeneratorHarness.Run($"using TypedRpc; [RabbitService(\"x\")] public interface {contract} {{ Task A(); }}").Files.ShouldHaveSingleItem();
        file.HintName.ShouldBe($"{service}Rpc.g.cs");
        file.SourceText.ToString().ShouldContain($"\"{service}\"");
    }

    /// <summary>The class of <c>IorderBook</c> is <c>IorderBookRpc</c>: not every type that has the name of a contract after its I is in its way.</summary>
    [Fact]
    public void A_letter_of_interfaces_that_is_none_is_in_nobodys_way() =>
        GeneratorHarness.Run("using TypedRpc; [RabbitService(\"x\")] public interface orderBook { Task A(); } [RabbitService(\"y\")] public interface IorderBook { Task A(); }")
            .Files.Select(static file => file.HintName).ShouldBe(["orderBookRpc.g.cs", "IorderBookRpc.g.cs"], ignoreOrder: true);
}
