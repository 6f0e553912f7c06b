using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace TypedRpc.Tests.Diagnostics;

/// <summary>Keeps the durations and the spans of calls.</summary>
internal sealed class TelemetryRecorder : IDisposable
{
    private readonly MeterListener _meters = new();
    private readonly ActivityListener _activities = new();

    public TelemetryRecorder()
    {
        _meters.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == "TypedRpc" && instrument.Name.EndsWith("call.duration", StringComparison.Ordinal))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meters.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Durations.Enqueue((instrument.Name, Text(tags.ToArray()))));
        _meters.Start();
        _activities.ShouldListenTo = static source => source.Name == "TypedRpc";
        _activities.Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded;
        _activities.ActivityStopped = span => Spans.Enqueue(span);
        ActivitySource.AddActivityListener(_activities);
    }

    /// <summary>Instrument, and its tags as <c>method status error</c>.</summary>
    public ConcurrentQueue<(string Instrument, string Tags)> Durations { get; } = new();

    public ConcurrentQueue<Activity> Spans { get; } = new();

    /// <summary>The tags of a span, written as those of a duration.</summary>
    public static string Text(Activity span) => Text([.. span.TagObjects]);

    public Activity? Server(string name) => Spans.FirstOrDefault(span => span.Kind == ActivityKind.Server && span.DisplayName == name);

    public void Dispose()
    {
        _meters.Dispose();
        _activities.Dispose();
    }

    private static string Text(KeyValuePair<string, object?>[] tags) =>
        string.Join(' ', new[] { "rpc.method", "rpc.response.status_code", "error.type" }.Select(name => Array.Find(tags, tag => tag.Key == name).Value ?? "-"));
}
