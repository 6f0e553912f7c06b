namespace TypedRpc.Soak.Reporting;

internal static class Percentile
{
    /// <summary>The smallest value that <paramref name="percent"/> of the values do not exceed.</summary>
    public static double Of(IEnumerable<double> values, double percent)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? 0 : sorted[Math.Clamp((int)Math.Ceiling(sorted.Length * percent / 100) - 1, 0, sorted.Length - 1)];
    }
}
