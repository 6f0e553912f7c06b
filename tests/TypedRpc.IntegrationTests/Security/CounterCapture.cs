using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace TypedRpc.IntegrationTests.Security;

/// <summary>What the meter <c>TypedRpc</c> reports in this process: totals by instrument, and the methods that appear as a label.</summary>
internal sealed class CounterCapture : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, long> _totals = new();

    public CounterCapture()
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
            foreach (var tag in tags)
            {
                Labels.TryAdd($"{tag.Key}={tag.Value}", true);
            }
        });
        _listener.Start();
    }

    public ConcurrentDictionary<string, bool> Labels { get; } = new();

    public long Total(string instrument) => _totals.GetValueOrDefault(instrument);

    public void Dispose() => _listener.Dispose();
}
