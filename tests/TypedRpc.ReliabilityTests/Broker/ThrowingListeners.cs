using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace TypedRpc.ReliabilityTests.Broker;

/// <summary>Metrics and traces that are broken.</summary>
internal sealed class ThrowingListeners : IDisposable
{
    private readonly MeterListener _meters = new();
    private readonly ActivityListener _activities;
    private int _thrown;

    public ThrowingListeners()
    {
        _meters.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == "TypedRpc")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meters.SetMeasurementEventCallback<long>((_, _, _, _) => Throw());
        _meters.SetMeasurementEventCallback<double>((_, _, _, _) => Throw());
        _meters.Start();
        _activities = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == "TypedRpc",
            Sample = static (ref _) => ActivitySamplingResult.AllData,
            ActivityStarted = activity => ThrowSometimes(activity),
            ActivityStopped = _ => Throw(),
        };
        ActivitySource.AddActivityListener(_activities);
    }

    public int Thrown => Volatile.Read(ref _thrown);

    public void Dispose()
    {
        _meters.Dispose();
        _activities.Dispose();
    }

    // Not always, so that some get as far as being stopped.
    private void ThrowSometimes(Activity activity)
    {
        if (activity.SpanId.ToHexString()[^1] % 2 == 0)
        {
            Throw();
        }
    }

    private void Throw()
    {
        Interlocked.Increment(ref _thrown);
        throw new InvalidOperationException("the exporter is broken");
    }
}
