using Microsoft.CodeAnalysis;
using TypedRpc.Generator.Tests.Harness;

namespace TypedRpc.Generator.Tests.Incremental;

/// <summary>What a user types in one file, and what the generator does again.</summary>
public sealed class EditTests
{
    private const string Orders =
        """
        using TypedRpc;
        namespace Shop;

        /// <summary>Takes orders.</summary>
        [RabbitService("x")]
        public interface IOrders
        {
            Task<int> PlaceAsync(Order order, int count = Limits.Count, CancellationToken cancellationToken = default);
            Task CancelAsync(string id);
        }
        """;

    private const string Stock = """using TypedRpc; [RabbitService("x")] public interface IStock { Task CountAsync(); }""";

    private const string Rest =
        """
        namespace Shop;

        public record Order(int Number);
        public static class Limits { public const int Count = 1; }
        public class Handler : IOrders
        {
            private int _number;
            public Task<int> PlaceAsync(Order order, int count, CancellationToken cancellationToken) => Task.FromResult(1);
            public Task CancelAsync(string id) { _number++; return Task.CompletedTask; }
        }
        """;

    [Theory]
    [InlineData("=> Task.FromResult(1)", "=> Task.FromResult(_number)")]
    [InlineData("{ _number++;", "{ _number--;")]
    [InlineData("private int _number", "private long _number, _other")]
    [InlineData("public class Handler", "public class Other; public class Handler")]
    [InlineData("record Order(int Number)", "record Order(int Number, string Text)")]
    [InlineData("    Task<int> PlaceAsync", "\tTask<int>    PlaceAsync")]
    [InlineData("/// <summary>Takes orders.</summary>", "/// <summary>Takes orders and what not.</summary>\n/* For ever. */")]
    [InlineData("Task CancelAsync(string id);", "Task CancelAsync(string id); // Until it is sent.")]
    [InlineData("Task CountAsync();", "Task SumAsync();")]
    [InlineData("interface IStock", "interface IStocks")]
    [InlineData("\n", "\r\n")]
    public void An_edit_that_does_not_concern_a_contract_leaves_it_cached(string before, string after)
    {
        var (step, output) = Edit(before, after);

        step.ShouldBeOneOf(IncrementalStepRunReason.Unchanged, IncrementalStepRunReason.Cached);
        output.ShouldBe(IncrementalStepRunReason.Cached);
    }

    [Theory]
    [InlineData("CancelAsync(string id);", "StopAsync(string id);")]
    [InlineData("CancelAsync(string id);", "CancelAsync(string number);")]
    [InlineData("CancelAsync(string id);", "CancelAsync(string? id);")]
    [InlineData("CancelAsync(string id);", "CancelAsync(int id);")]
    [InlineData("Task CancelAsync(string id);", "ValueTask CancelAsync(string id);")]
    [InlineData("Task CancelAsync(string id);", "[Idempotent] Task CancelAsync(string id);")]
    [InlineData("Task CancelAsync(string id);", "")]
    [InlineData("const int Count = 1;", "const int Count = 2;")]
    [InlineData("[RabbitService(\"x\")]\npublic interface IOrders", "[RabbitService(\"y\")]\npublic interface IOrders")]
    [InlineData("public interface IOrders", "internal interface IOrders")]
    [InlineData("public interface IOrders", "#nullable disable\npublic interface IOrders")]
    [InlineData("public record Order", "[Obsolete(\"old\", DiagnosticId = \"OLD1\")] public record Order")]
    [InlineData("namespace Shop;\n\n/// <summary>", "namespace Shop.Orders;\n\n/// <summary>")]
    public void An_edit_that_concerns_a_contract_generates_it_anew(string before, string after)
    {
        var (step, output) = Edit(before, after);

        step.ShouldBe(IncrementalStepRunReason.Modified);
        output.ShouldBe(IncrementalStepRunReason.Modified);
    }

    /// <summary>Edits all files and tells what became of <c>IOrders</c>.</summary>
    private static (IncrementalStepRunReason Step, IncrementalStepRunReason Output) Edit(string before, string after)
    {
        var compilation = Sources.Compile(Orders, Rest, Stock);
        var driver = GeneratorHarness.CreateDriver().RunGenerators(compilation, TestContext.Current.CancellationToken);
        foreach (var tree in compilation.SyntaxTrees)
        {
            var text = tree.ToString();
            if (text.Contains(before, StringComparison.Ordinal))
            {
                compilation = compilation.ReplaceSyntaxTree(tree, Sources.Parse(text.Replace(before, after, StringComparison.Ordinal), tree.FilePath));
            }
        }

        driver = driver.RunGenerators(compilation, TestContext.Current.CancellationToken);
        return (GeneratorHarness.Reasons(driver)[0], Output(driver));
    }

    private static IncrementalStepRunReason Output(GeneratorDriver driver) => driver.GetRunResult().Results[0].TrackedOutputSteps.Values
        .SelectMany(static steps => steps)
        .First()
        .Outputs.ShouldHaveSingleItem()
        .Reason;
}
