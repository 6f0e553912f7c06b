using System.Globalization;

namespace TypedRpc.Scale;

/// <summary>Prints one line a figure and remembers whether all limits hold.</summary>
internal sealed class Report
{
    public bool AllHold { get; private set; } = true;

    /// <summary>A figure without a limit.</summary>
    public void Add(FormattableString figures) => Console.WriteLine($"scale what={Invariant(figures)}");

    /// <summary>A figure that may be at most <paramref name="limit"/>.</summary>
    public void AtMost(FormattableString figures, double value, double limit) => Add(figures, limit, value <= limit);

    /// <summary>A figure that must be at least <paramref name="limit"/>.</summary>
    public void AtLeast(FormattableString figures, double value, double limit) => Add(figures, limit, value >= limit);

    private void Add(FormattableString figures, double limit, bool holds)
    {
        AllHold &= holds;
        Console.WriteLine($"scale what={Invariant(figures)} limit={limit.ToString(CultureInfo.InvariantCulture)} ok={(holds ? "true" : "false")}");
    }

    private static string Invariant(FormattableString figures) => figures.ToString(CultureInfo.InvariantCulture);
}
