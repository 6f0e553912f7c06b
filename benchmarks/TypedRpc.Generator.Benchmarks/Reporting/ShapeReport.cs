using System.Globalization;
using TypedRpc.Generator.Benchmarks.Measuring;

namespace TypedRpc.Generator.Benchmarks.Reporting;

/// <summary>A line a figure, for programs.</summary>
internal static class ShapeReport
{
    public static string Write(ShapeResult result) => string.Join(
        '\n',
        Enum.GetValues<Quantity>().SelectMany(quantity => result.Subjects.Select(subject => Line(result.Contracts, quantity, subject))));

    private static string Line(int contracts, Quantity quantity, Subject subject)
    {
        var sample = subject[quantity];
        return string.Create(CultureInfo.InvariantCulture, $"generator contracts={contracts} quantity={quantity} contender={subject.Name} ms={sample.Milliseconds:F2} kib={sample.Bytes / 1024:F0}");
    }
}
