using System.Diagnostics;
using System.Numerics;

namespace TypedRpc.LoadTest.Load;

/// <summary>Counts durations in buckets at most 1 % wide. Any thread adds; nothing is allocated.</summary>
internal sealed class LatencyHistogram
{
    private const int SubBucketBits = 7;
    private const int SubBuckets = 1 << SubBucketBits;
    private const int Buckets = (64 - SubBucketBits) * SubBuckets;

    // A row a processor, so that they do not fight for cache lines.
    private readonly long[][] _rows = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(static _ => new long[Buckets])];

    /// <summary>Counts so many that took the same time.</summary>
    public void Add(long ticks, int count) =>
        Interlocked.Add(ref _rows[Thread.GetCurrentProcessorId() % _rows.Length][IndexOf((ulong)Math.Max(ticks, 0))], count);

    public long Count => _rows.Sum(static row => row.Sum());

    public void Clear()
    {
        foreach (var row in _rows)
        {
            Array.Clear(row);
        }
    }

    /// <summary>The duration that the given part of all did not exceed, in microseconds.</summary>
    public double Percentile(double part)
    {
        var rank = Math.Max(1, (long)Math.Ceiling(Count * part));
        for (var index = 0; index < Buckets; index++)
        {
            rank -= _rows.Sum(row => row[index]);
            if (rank <= 0)
            {
                return MiddleOf(index) * 1_000_000 / Stopwatch.Frequency;
            }
        }

        return double.NaN;
    }

    // The first two rows of sub-buckets are exact; each further one is twice as wide.
    private static int IndexOf(ulong value)
    {
        var shift = Math.Max(0, 63 - SubBucketBits - BitOperations.LeadingZeroCount(value));
        return (shift << SubBucketBits) + (int)(value >> shift);
    }

    private static double MiddleOf(int index)
    {
        var shift = Math.Max(0, (index >> SubBucketBits) - 1);
        var value = (double)(index - (shift << SubBucketBits));
        return (value + (shift == 0 ? 0 : 0.5)) * Math.Pow(2, shift);
    }
}
