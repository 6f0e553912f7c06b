using Microsoft.CodeAnalysis;
using TypedRpc.Generator.Tests.Harness;

namespace TypedRpc.Generator.Tests.Incremental;

/// <summary>A driver that has seen every edit says the same as one that sees only the last: nothing that is kept between runs is out of date.</summary>
public sealed class EditorTests
{
    private static readonly Dictionary<string, string> Files = new()
    {
        ["Contract.cs"] = "using TypedRpc; namespace Shop.Orders { [RabbitService(\"x\")] public interface IOrders { Task<Order> PlaceAsync(Order order, int count = Limits.Count, Kind kind = Kind.B); } }",
        ["Inherited.cs"] = "using TypedRpc; namespace Shop { [RabbitService(\"y\")] public interface IStock : IBase { Task<string> CountAsync(string? text); } }",
        ["Part.cs"] = "using TypedRpc; namespace Shop { [RabbitService(\"z\")] public partial interface IPart { Task A(); } }",
        ["OtherPart.cs"] = "namespace Shop { [Obsolete] public partial interface IPart { Task B(); } }",
        ["Base.cs"] = "namespace Shop { public interface IBase { Task PingAsync(); } }",
        ["Nested.cs"] = "using TypedRpc; namespace Shop { public class Outer { [RabbitService(\"n\")] public interface IInner { Task A(Outer value); } } }",
        ["Alias.cs"] = "using Service = TypedRpc.RabbitServiceAttribute; [Service(\"a\")] public interface IAlias { Task A(); }",
        ["Payloads.cs"] = "namespace Shop { public record Order(int Number); public enum Kind { A, B } public static class Limits { public const int Count = 3; } }",
        ["Empty.cs"] = "",
    };

    [Fact]
    public void A_driver_that_saw_every_edit_says_what_a_fresh_one_says()
    {
        (string File, string Before, string After)[] edits =
        [
            ("Contract.cs", "PlaceAsync", "BuyAsync"),
            ("Payloads.cs", "Count = 3", "Count = 4"),
            ("Payloads.cs", "{ A, B }", "{ A, C, B }"),
            ("Payloads.cs", "public record Order", "[Obsolete(\"old\", DiagnosticId = \"OLD1\")] public record Order"),
            ("Payloads.cs", "[Obsolete(\"old\", DiagnosticId = \"OLD1\")] public record Order(int Number);", "public delegate void Order();"),
            ("Payloads.cs", "public delegate void Order();", "public record Order(int Number);"),
            ("Empty.cs", "", "namespace Shop.Orders { public record struct Order; }"),
            ("Empty.cs", "namespace Shop.Orders { public record struct Order; }", "namespace Shop.Orders { public class OrdersRpc; }"),
            ("Empty.cs", "namespace Shop.Orders { public class OrdersRpc; }", "global using Order = System.Guid;"),
            ("Empty.cs", "global using Order = System.Guid;", ""),
            ("Base.cs", "PingAsync();", "PingAsync(int number); Task PongAsync();"),
            ("Base.cs", "namespace", "#nullable disable\nnamespace"),
            ("Base.cs", "Task PongAsync();", "Task PongAsync() { return Task.CompletedTask; }"),
            ("Base.cs", "{ return Task.CompletedTask; }", "{\n#nullable enable\n return Task.CompletedTask; }\n Task<string> NameAsync();\n"),
            ("Inherited.cs", ": IBase ", ""),
            ("Inherited.cs", "Task<string> CountAsync(string? text);", "Task<string>    CountAsync(string? text); // White space."),
            ("OtherPart.cs", "Task B();", "Task C(Order order);"),
            ("OtherPart.cs", "[Obsolete]", "[TypedRpc.RabbitService(\"w\")]"),
            ("Part.cs", "[RabbitService(\"z\")]", ""),
            ("Nested.cs", "public class Outer", "internal class Outer"),
            ("Nested.cs", "class Outer", "class Outer<T>"),
            ("Alias.cs", "TypedRpc.RabbitServiceAttribute", "System.ObsoleteAttribute"),
            ("Alias.cs", "System.ObsoleteAttribute", "TypedRpc.RabbitServiceAttribute"),
            ("Contract.cs", "interface IOrders", "interface IORDERS"),
            ("Empty.cs", "", "using TypedRpc; namespace Shop.Orders { [RabbitService(\"v\")] public interface IOrders { Task A(); } }"),
        ];
        var compilation = Sources.Compile([.. Files.Values]);
        var names = Files.Keys.ToList();
        var driver = GeneratorHarness.CreateDriver().RunGenerators(compilation, TestContext.Current.CancellationToken);
        foreach (var (file, before, after) in edits)
        {
            // The first file has the usings of all.
            var tree = compilation.SyntaxTrees[names.IndexOf(file) + 1];
            var text = before.Length == 0 ? after : tree.ToString().Replace(before, after, StringComparison.Ordinal);
            text.ShouldNotBe(tree.ToString(), $"{file}: {before}");
            compilation = compilation.ReplaceSyntaxTree(tree, Sources.Parse(text, tree.FilePath));

            driver = driver.RunGenerators(compilation, TestContext.Current.CancellationToken);

            var fresh = GeneratorHarness.CreateDriver().RunGenerators(compilation, TestContext.Current.CancellationToken);
            Texts(driver).ShouldBe(Texts(fresh), $"{file}: {after}");
        }
    }

    private static string[] Texts(GeneratorDriver driver) =>
        [.. driver.GetRunResult().Results[0].GeneratedSources.Select(static file => $"{file.HintName}\n{file.SourceText}").Order(StringComparer.Ordinal)];
}
