using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace TypedRpc.TestSupport;

/// <summary>What the meter <c>TypedRpc</c> reports in this process from now on: totals of its counters, and the labels of its histograms.</summary>
public sealed class MeterCapture : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, long> _totals = new();

    /// <summary>Begins to listen.</summary>
    public MeterCapture()
    {
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == "TypedRpc")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => _totals.AddOrUpdate(instrument.Name, value, (_, total) => total + value));
        _listener.SetMeasurementEventCallback<double>((_, _, tags, _) =>
        {
            foreach (KeyValuePair<string, object?> tag in tags)
            {
                Labels.TryAdd($"{tag.Key}={tag.Value}", true);
            }
        });
        _listener.Start();
    }

    /// <summary>Labels that were seen, as <c>name=value</c>.</summary>
    public ConcurrentDictionary<string, bool> Labels { get; } = new();

    /// <summary>The total of a counter, by its name.</summary>
    public long Total(string instrument) => _totals.GetValueOrDefault(instrument);

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();
}
