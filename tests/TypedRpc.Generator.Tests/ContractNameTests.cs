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
}
