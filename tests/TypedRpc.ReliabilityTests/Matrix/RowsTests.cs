using TypedRpc.ReliabilityReport;
using TypedRpc.TestSupport;

namespace TypedRpc.ReliabilityTests.Matrix;

/// <summary>What the matrix of faults lists and what the tests name are the same.</summary>
public sealed class RowsTests
{
    private const string Ledgered = "tests/TypedRpc.ReliabilityTests/";

    private static readonly IReadOnlyList<FaultRow> Rows = FaultRow.Load(RepositoryRoot.Combine("docs", "reliability-rows.tsv"));
    private static readonly IReadOnlyList<FaultTag> Tags = FaultTag.Find(new SourceFiles(RepositoryRoot.Path));

    [Fact]
    public void Every_tag_names_a_row()
    {
        Tags.ShouldNotBeEmpty();
        Tags.Where(static tag => Rows.All(row => row.Id != tag.Row)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_row_with_a_star_has_a_test_or_says_why_not() =>
        Rows.Where(static row => row.Gate && row.Gap.Length == 0 && Tags.All(tag => tag.Row != row.Id)).Select(static row => row.Id).ShouldBeEmpty();

    /// <summary>Here the ledger is checked after each test, whatever else the test asserts.</summary>
    [Fact]
    public void Every_row_with_a_star_has_a_test_with_a_ledger() =>
        Rows.Where(static row => row.Gate && Tags.All(tag => tag.Row != row.Id || !tag.File.StartsWith(Ledgered, StringComparison.Ordinal))).Select(static row => row.Id).ShouldBeEmpty();

    [Theory]
    [InlineData('A', 25, 9)]
    [InlineData('B', 24, 11)]
    [InlineData('C', 26, 15)]
    [InlineData('D', 25, 19)]
    [InlineData('F', 20, 13)]
    public void The_catalogue_is_whole(char section, int rows, int gates)
    {
        FaultRow[] all = [.. Rows.Where(row => row.Section == section)];
        all.Select(static row => row.Id).ShouldBe(Enumerable.Range(1, rows).Select(number => $"{section}{number}"));
        all.Count(static row => row.Gate).ShouldBe(gates);
    }
}
