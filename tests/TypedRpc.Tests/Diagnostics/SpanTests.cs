using System.Diagnostics;
using TypedRpc.Diagnostics;

namespace TypedRpc.Tests.Diagnostics;

/// <summary>Where spans are current, and what a sampler sees of them.</summary>
[Collection(nameof(TelemetryCollection))]
public sealed class SpanTests : IDisposable
{
    private readonly RpcMethodInfo _method = new("Method");
    private readonly ActivityListener _listener = new() { ShouldListenTo = static source => source.Name == RpcTelemetry.Name };
    private readonly Activity _caller = new("caller");
    private string? _sampledBy;

    public SpanTests()
    {
        _ = new RpcServiceInfo("spans", "Spans", RpcExchangeType.Direct, _method);
        _listener.Sample = (ref creation) =>
        {
            _sampledBy = string.Join(' ', creation.Tags?.Select(static tag => $"{tag.Key}={tag.Value}") ?? []);
            return ActivitySamplingResult.AllDataAndRecorded;
        };
        ActivitySource.AddActivityListener(_listener);
        _caller.Start();
    }

    public void Dispose()
    {
        _listener.Dispose();
        _caller.Dispose();
    }

    [Fact]
    public void A_clients_span_is_a_child_of_the_callers_and_does_not_take_its_place()
    {
        using var span = RpcTelemetry.StartClient(_method);
        span.ShouldNotBeNull().Parent.ShouldBeSameAs(_caller);
        Activity.Current.ShouldBeSameAs(_caller);
    }

    [Fact]
    public void A_clients_span_that_ends_where_the_reply_comes_in_leaves_no_trace_there()
    {
        var span = RpcTelemetry.StartClient(_method);
        Activity.Current = null;
        RpcTelemetry.Stop(span, RpcStatusCode.OK, null);
        Activity.Current.ShouldBeNull();
        span!.IsStopped.ShouldBeTrue();
    }

    [Fact]
    public void A_servers_span_is_current_until_it_ends()
    {
        var span = RpcTelemetry.StartServer(_method, default);
        Activity.Current.ShouldBeSameAs(span);
        RpcTelemetry.Stop(span, RpcStatusCode.OK, null);
        Activity.Current.ShouldBeSameAs(_caller);
    }

    [Fact]
    public void A_sampler_sees_system_and_method()
    {
        using var span = RpcTelemetry.StartClient(_method);
        _sampledBy.ShouldBe("rpc.system.name=typedrpc rpc.method=Spans/Method");
        span!.TagObjects.Select(static tag => tag.Value).ShouldBe(["typedrpc", "Spans/Method"]);
    }
}
