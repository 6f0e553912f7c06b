using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace TypedRpc.TestSupport;

/// <summary>What the meter <c>TypedRpc</c> reports in this process from now on: totals of its counters, labels of its histograms, and what of it is a sign of a fault.</summary>
public sealed class MeterCapture : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, long> _totals = new();
    private readonly ConcurrentDictionary<string, long> _signs = new();

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
        _listener.SetMeasurementEventCallback<long>((instrument, value, _, _) =>
        {
            _totals.AddOrUpdate(instrument.Name, static (_, value) => value, static (_, total, value) => total + value, value);
            if (value > 0)
            {
                Count(instrument.Name);
            }
        });
        _listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) =>
        {
            foreach (KeyValuePair<string, object?> tag in tags)
            {
                Labels.TryAdd($"{tag.Key}={tag.Value}", true);
                if (tag.Key == "error.type")
                {
                    Count($"{instrument.Name} {tag.Value}");
                }
            }
        });
        _listener.Start();
    }

    /// <summary>Labels that were seen, as <c>name=value</c>.</summary>
    public ConcurrentDictionary<string, bool> Labels { get; } = new();

    /// <summary>The total of a counter, by its name.</summary>
    public long Total(string instrument) => _totals.GetValueOrDefault(instrument);

    /// <summary>
    /// How often each sign was seen: a counter that went up, by its name, and a duration of what failed, by its name and its status, as in
    /// <c>rpc.client.call.duration UNAVAILABLE</c>.
    /// </summary>
    public IReadOnlyDictionary<string, long> Signs => _signs;

    private void Count(string sign) => _signs.AddOrUpdate(sign, 1, static (_, count) => count + 1);

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();
}
