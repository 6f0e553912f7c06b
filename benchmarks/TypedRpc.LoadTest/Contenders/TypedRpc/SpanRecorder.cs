using System.Diagnostics;

namespace TypedRpc.LoadTest.Contenders.TypedRpc;

/// <summary>Has every span of TypedRpc made and filled, as a tracing set-up that samples everything does; what an exporter costs is not TypedRpc's.</summary>
internal sealed class SpanRecorder : IDisposable
{
    private readonly ActivityListener _listener = new()
    {
        ShouldListenTo = static source => source.Name == "TypedRpc",
        Sample = static (ref _) => ActivitySamplingResult.AllDataAndRecorded,
    };

    public SpanRecorder() => ActivitySource.AddActivityListener(_listener);

    public void Dispose() => _listener.Dispose();
}
