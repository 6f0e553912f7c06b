using System.Diagnostics;
using BenchmarkDotNet.Attributes;

namespace TypedRpc.MicroBenchmarks.Spans;

/// <summary>What the two spans of a call cost by themselves, without any code of TypedRpc: the floor under a traced call.</summary>
[MemoryDiagnoser]
public class SpanBenchmarks : IDisposable
{
    private readonly ActivitySource _source = new("Spans");
    private ActivityListener _listener = null!;

    [GlobalSetup]
    public void SetUp()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source == _source,
            Sample = static (ref _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _listener.Dispose();
        _source.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark]
    public ActivityContext TwoSpansOfACall()
    {
        var client = Start(ActivityKind.Client, default);
        Activity.Current = null;
        var server = Start(ActivityKind.Server, client.Context);
        Stop(server);
        Stop(client);
        return server.Context;
    }

    private Activity Start(ActivityKind kind, ActivityContext parent) =>
        _source.StartActivity("Spans.Call", kind, parent)!.SetTag("rpc.system.name", "typedrpc").SetTag("rpc.method", "Spans.Call");

    private static void Stop(Activity activity)
    {
        activity.SetTag("rpc.response.status_code", "OK");
        activity.Dispose();
    }
}
