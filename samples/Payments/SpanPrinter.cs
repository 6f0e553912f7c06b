using System.Diagnostics;
using OpenTelemetry;

namespace Payments;

/// <summary>Prints each finished span, so that one trace over two processes can be seen. A real program uses an exporter.</summary>
internal sealed class SpanPrinter : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data) =>
        Console.WriteLine($"span {data.Kind} {data.DisplayName} trace={data.TraceId} span={data.SpanId} parent={data.ParentSpanId}");
}
