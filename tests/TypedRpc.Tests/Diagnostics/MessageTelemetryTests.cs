using System.Diagnostics;
using TypedRpc.Behaviour.Events;
using TypedRpc.TestSupport;
using TypedRpc.Transport.InMemory;

namespace TypedRpc.Tests.Diagnostics;

/// <summary>What an event leaves behind for those who measure and trace.</summary>
[Collection(nameof(TelemetryCollection))]
public sealed class MessageTelemetryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_span_of_a_publish_is_the_parent_of_the_spans_of_its_handlers()
    {
        var broker = new InMemoryBroker();
        await using var connection = await InMemoryRpcConnection.ConnectAsync(broker, cancellationToken: Token);
        MarketLog[] logs = [new(), new()];
        foreach (var log in logs)
        {
            await connection.SubscribeAsync<IMarket>(log, cancellationToken: Token);
        }

        using var recorder = new TelemetryRecorder();
        await connection.CreatePublisher<IMarket>().QuotedAsync("eu", 1m, Token);
        await Eventually.TrueAsync(() => recorder.Spans.Count == 3);
        var send = recorder.Spans.Single(static span => span.Kind == ActivityKind.Producer);
        send.DisplayName.ShouldBe("send behaviour.events");
        send.GetTagItem("messaging.operation.type").ShouldBe("send");
        send.GetTagItem("messaging.rabbitmq.destination.routing_key").ShouldBe("quote.eu.changed");
        var process = recorder.Spans.Where(static span => span.Kind == ActivityKind.Consumer).ToArray();
        process.Length.ShouldBe(2);
        process.ShouldAllBe(span => span.ParentSpanId == send.SpanId && span.TraceId == send.TraceId && span.HasRemoteParent);
        process.ShouldAllBe(static span => span.DisplayName == "process behaviour.events");
        process.ShouldAllBe(span => (string?)span.GetTagItem("messaging.message.id") == (string?)send.GetTagItem("messaging.message.id"));
    }

    [Fact]
    public async Task Everything_that_becomes_of_an_event_is_counted()
    {
        var broker = new InMemoryBroker();
        using var meters = new MeterCapture();
        var log = new MarketLog();
        await using (var connection = await InMemoryRpcConnection.ConnectAsync(broker, cancellationToken: Token))
        {
            await connection.SubscribeAsync<IMarket>(
                log,
                static options =>
                {
                    options.Group = "counted";
                    options.MaxAttempts = 2;
                    options.RetryDelay = TimeSpan.FromMilliseconds(10);
                    options.Deduplication = new InMemoryDeduplicationStore();
                },
                Token);
            var publisher = connection.CreatePublisher<IMarket>();
            await publisher.TradedAsync("fail-1", 1, Token);
            await publisher.TradedAsync("fail-9", 2, Token);
            await Eventually.TrueAsync(() => broker.CountMessages("behaviour.events.Market.counted.dead") == 1 && log.Traded.Count == 1);
            var copy = new MessageProperties { MessageId = log.Attempts.First(static attempt => attempt.Symbol == "fail-1").MessageId };
            await connection.Messaging.PublishAsync("behaviour.events", "Market.Traded", new byte[] { 0x92, 0xa1, 0x53, 0x01 }, copy, cancellationToken: Token);
            await Eventually.TrueAsync(() => meters.Total("typedrpc.messages.duplicates") == 1);
        }

        meters.Total("typedrpc.messages.consumed").ShouldBe(1);
        meters.Total("typedrpc.messages.retried").ShouldBe(2);
        meters.Total("typedrpc.messages.dead_lettered").ShouldBe(1);
        meters.Total("typedrpc.messages.outstanding").ShouldBe(0);
        meters.Total("typedrpc.messages.waiting").ShouldBe(0);

        // Three by the test, two to the retry queue, one to the dead-letter queue.
        meters.Total("typedrpc.messages.published").ShouldBe(6);
        meters.Total("typedrpc.messages.confirmed").ShouldBe(6);
    }
}
