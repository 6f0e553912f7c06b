using System.Globalization;
using TypedRpc.Generator.Tests.Harness;

namespace TypedRpc.Generator.Tests;

/// <summary>What is emitted depends on what contracts mean and on nothing else.</summary>
public sealed class DeterminismTests
{
    private static readonly string[] Files =
    [
        "using TypedRpc;\nnamespace N;\n\n/// <summary>Text.</summary>\n[RabbitService(\"x\")]\npublic partial interface IOrders : IBase\n{\n    Task B(int a = -1, double b = -1.5, decimal c = 1.5m);\n}",
        "namespace N;\n\npublic partial interface IOrders\n{\n    Task A(DateTime since = default);\n\n    Task C();\n}",
        "namespace N;\n\npublic interface IBase\n{\n    Task D();\n}",
        "using TypedRpc;\nnamespace n { [RabbitService(\"y\")] public interface IORDERS { Task INFO(); Task info(); } }",
        "using TypedRpc;\nnamespace N { [RabbitService(\"z\")] public interface IORDERS { [RabbitMethod(TimeoutMilliseconds = 1234567)] Task I(); } }",
    ];

    [Fact]
    public void The_order_of_files_does_not_matter()
    {
        var expected = Texts(Files);
        for (var turn = 1; turn < Files.Length; turn++)
        {
            Texts([.. Files[turn..], .. Files[..turn]]).ShouldBe(expected);
        }

        Texts([.. Files.Reverse()]).ShouldBe(expected);
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\r")]
    [InlineData("\u2028")]
    public void The_line_endings_of_files_do_not_matter(string end) =>
        Texts([.. Files.Select(file => file.Replace("\n", end, StringComparison.Ordinal))]).ShouldBe(Texts(Files));

    [Fact]
    public void Emitted_lines_end_with_a_line_feed() => Texts(Files).ShouldAllBe(static text => !text.Contains('\r') && text.EndsWith("}\n"));

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    [InlineData("fa-IR")]
    [InlineData("sv-SE")]
    public void The_culture_does_not_matter(string name)
    {
        var expected = Texts(Files);
        var (culture, uiCulture) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Cultures.Get(name);
        try
        {
            Texts(Files).ShouldBe(expected);
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, uiCulture);
        }
    }

    [Fact]
    public void File_names_differ_by_more_than_case_and_do_not_depend_on_the_order()
    {
        static string[] Names(IEnumerable<string> files) => [.. GeneratorHarness.Run([.. files]).Files.Select(static file => file.HintName).Order(StringComparer.Ordinal)];

        var names = Names(Files);
        names.Distinct(StringComparer.OrdinalIgnoreCase).Count().ShouldBe(3);
        names.ShouldAllBe(static name => name.Contains('-'));
        Names(Files.Reverse()).ShouldBe(names);
    }

    private static string[] Texts(string[] files) =>
        [.. GeneratorHarness.Run(files).Files.Select(static file => $"{file.HintName}\n{file.SourceText}").Order(StringComparer.Ordinal)];
}
