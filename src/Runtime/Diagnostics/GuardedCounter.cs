using System.Diagnostics.Metrics;

namespace TypedRpc.Diagnostics;

/// <summary>A counter whose listeners may throw: they are a user's, and what is counted must end all the same.</summary>
/// <param name="instrument">The instrument.</param>
/// <param name="add">Its method.</param>
internal sealed class GuardedCounter(Instrument instrument, Action<long> add)
{
    public void Add(long value)
    {
        if (!instrument.Enabled)
        {
            return;
        }

        try
        {
            add(value);
        }
#pragma warning disable CA1031 // A listener that throws has lost a measurement, no more.
        catch (Exception)
#pragma warning restore CA1031
        {
        }
    }
}
