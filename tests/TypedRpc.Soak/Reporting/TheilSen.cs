namespace TypedRpc.Soak.Reporting;

/// <summary>The slope of a line through points that a few outliers do not bend.</summary>
internal static class TheilSen
{
    /// <summary>The median of the slopes between all pairs, over the last 80 % of the points; null for fewer than 10.</summary>
    public static double? Slope(IReadOnlyList<(double X, double Y)> points)
    {
        (double X, double Y)[] last = [.. points.Skip(points.Count / 5)];
        if (last.Length < 10)
        {
            return null;
        }

        var slopes = new List<double>();
        for (int i = 0; i < last.Length; i++)
        {
            for (int j = i + 1; j < last.Length; j++)
            {
                slopes.Add((last[j].Y - last[i].Y) / (last[j].X - last[i].X));
            }
        }

        return Percentile.Of(slopes, 50);
    }
}
