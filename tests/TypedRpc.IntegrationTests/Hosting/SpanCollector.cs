using System.Collections.Concurrent;
using System.Diagnostics;
using OpenTelemetry;

namespace TypedRpc.IntegrationTests.Hosting;

/// <summary>Keeps the spans that have ended.</summary>
internal sealed class SpanCollector : BaseProcessor<Activity>
{
    public ConcurrentQueue<Activity> Ended { get; } = new();

    public override void OnEnd(Activity data) => Ended.Enqueue(data);

    public Activity Of(string name, ActivityKind kind) => Ended.Single(span => span.DisplayName == name && span.Kind == kind);
}
