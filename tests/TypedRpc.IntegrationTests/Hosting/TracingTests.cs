using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Trace;
using TypedRpc.TestSupport;

namespace TypedRpc.IntegrationTests.Hosting;

/// <summary>One trace a call, as the OpenTelemetry SDK sees it.</summary>
[Collection("behaviour")]
public sealed class TracingTests(BrokerFixture fixture)
{
    [Fact]
    public async Task The_clients_span_is_the_parent_of_the_servers_and_a_nested_call_joins_the_trace()
    {
        var token = TestContext.Current.CancellationToken;
        var spans = new SpanCollector();
        using var tracing = Sdk.CreateTracerProviderBuilder().AddSource("TypedRpc").AddProcessor(spans).Build();
        var durations = new List<(string Instrument, string? Method)>();
        using var meters = Listen(durations);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection([new("ConnectionStrings:rabbitmq", fixture.Broker.Uri.ToString())]);
        builder.Services.AddTypedRpc(builder.Configuration);
        builder.Services.AddRabbitClient<ITeller>().AddRabbitClient<ICounter>();
        using var host = builder.Build();
        host.MapRabbitService<Teller>();
        await host.StartAsync(token);

        await host.Services.GetRequiredService<ITeller>().RelayAsync();

        // Services of other tests share the source; only these methods are nobody else's.
        await Eventually.TrueAsync(() => spans.Ended.Count(static span => span.DisplayName is "Teller/Relay" or "Counter/Count") == 4, TestTimeouts.Step);
        Activity.Current.ShouldBeNull();
        var outer = spans.Of("Teller/Relay", ActivityKind.Client);
        var served = spans.Of("Teller/Relay", ActivityKind.Server);
        var inner = spans.Of("Counter/Count", ActivityKind.Client);
        var last = spans.Of("Counter/Count", ActivityKind.Server);
        new[] { served, inner, last }.ShouldAllBe(span => span.TraceId == outer.TraceId);
        (served.ParentSpanId, inner.ParentSpanId, last.ParentSpanId).ShouldBe((outer.SpanId, served.SpanId, inner.SpanId));
        (served.GetTagItem("rpc.method"), served.GetTagItem("rpc.response.status_code"), served.GetTagItem("error.type")).ShouldBe(("Teller/Relay", "OK", null));
        durations.ShouldContain(("rpc.client.call.duration", "Teller/Relay"));
        durations.ShouldContain(("rpc.server.call.duration", "Counter/Count"));
        await host.StopAsync(token);
    }

    private static MeterListener Listen(List<(string Instrument, string? Method)> durations)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, self) =>
            {
                if (instrument.Meter.Name == "TypedRpc" && instrument.Name.EndsWith("call.duration", StringComparison.Ordinal))
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) =>
        {
            foreach (var tag in tags)
            {
                if (tag.Key == "rpc.method")
                {
                    lock (durations)
                    {
                        durations.Add((instrument.Name, tag.Value as string));
                    }
                }
            }
        });
        listener.Start();
        return listener;
    }
}
