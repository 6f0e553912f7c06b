using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.CodeAnalysis;
using TypedRpc.Generator.Benchmarks.Contenders;
using TypedRpc.Generator.Benchmarks.Measuring;

namespace TypedRpc.Generator.Benchmarks.Reporting;

/// <summary>A run as a page of its own.</summary>
internal static class Page
{
    public static string Write(RunOptions options, IReadOnlyList<Contender> contenders, IReadOnlyList<ShapeResult> shapes)
    {
        var page = new StringBuilder();
        page.AppendLine("# Generator and analyzers").AppendLine();
        page.AppendLine(CultureInfo.InvariantCulture, $"Written by `eng/generator-bench.sh` on {TimeProvider.System.GetUtcNow():yyyy-MM-dd}: medians, {options.Keys / 2} keys of each kind. How to read it: [benchmarks](../README.md#generator-and-analyzers).").AppendLine();
        page.AppendLine(CultureInfo.InvariantCulture, $"- {Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}, Roslyn {typeof(Compilation).Assembly.GetName().Version!.ToString(3)}");
        foreach (var contender in contenders)
        {
            page.AppendLine(CultureInfo.InvariantCulture, $"- `{contender.Name}`: {contender.Description}, {contender.Analyzers.Length} analyzers");
        }

        foreach (var shape in shapes)
        {
            page.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"## {shape.Contracts} contracts of 10 methods in a project").AppendLine();
            AppendTable(page, shape);
        }

        return page.ToString();
    }

    private static void AppendTable(StringBuilder page, ShapeResult shape)
    {
        page.AppendLine(CultureInfo.InvariantCulture, $"| | {string.Join(" | ", shape.Subjects.Select(static subject => $"{subject.Name} ms | KiB"))} | goal |");
        page.AppendLine(CultureInfo.InvariantCulture, $"|---|{string.Concat(Enumerable.Repeat("---:|", 2 * shape.Subjects.Count))}---|");
        foreach (var quantity in Enum.GetValues<Quantity>())
        {
            page.AppendLine(CultureInfo.InvariantCulture, $"| {Text(quantity)} | {string.Join(" | ", shape.Subjects.Select(subject => Cells(subject[quantity])))} | {Goal(quantity, shape)} |");
        }
    }

    private static string Cells(Sample sample) => string.Create(CultureInfo.InvariantCulture, $"{sample.Milliseconds:F1} | {sample.Bytes / 1024:F0}");

    private static string Goal(Quantity quantity, ShapeResult shape)
    {
        var limit = quantity switch
        {
            Quantity.GeneratorContract => 5,
            Quantity.AnalyzersContract or Quantity.OwnContract => 20,
            _ => (int?)null,
        };
        var own = shape.Subjects.First(static subject => subject.Name == Catalogue.TypedRpc)[quantity];
        return limit is null ? "" : $"≤ {limit} ms: {(own.Milliseconds <= limit ? "pass" : "FAIL")}";
    }

    private static string Text(Quantity quantity) => quantity switch
    {
        Quantity.GeneratorCold => "generator, first run",
        Quantity.GeneratorContract => "generator, a key in a contract",
        Quantity.GeneratorHandler => "generator, a key in a handler",
        Quantity.AnalyzersContract => "analysis of a contract after a key in it",
        Quantity.OwnContract => "- of which the analyzers",
        Quantity.AnalyzersHandler => "analysis of a handler after a key in it",
        Quantity.OwnHandler => "- of which the analyzers",
        Quantity.OwnBuild => "analyzers in a build of the project",
        _ => throw new ArgumentOutOfRangeException(nameof(quantity)),
    };
}
