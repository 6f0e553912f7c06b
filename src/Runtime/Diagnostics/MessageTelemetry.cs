using System.Diagnostics;
using System.Text;

namespace TypedRpc.Diagnostics;

/// <summary>Spans and counters of messages.</summary>
/// <remarks>Spans follow the OpenTelemetry messaging conventions: https://opentelemetry.io/docs/specs/semconv/messaging/rabbitmq/.</remarks>
internal static class MessageTelemetry
{
    public static readonly GuardedCounter Published = RpcTelemetry.Up("typedrpc.messages.published", "{message}", "Messages handed to the broker, each counted once.");
    public static readonly GuardedCounter Confirmed = RpcTelemetry.Up("typedrpc.messages.confirmed", "{message}", "Messages that the broker has confirmed.");
    public static readonly GuardedCounter Republished = RpcTelemetry.Up("typedrpc.messages.republished", "{message}", "Messages handed over again after a lost connection.");
    public static readonly GuardedCounter Outstanding = RpcTelemetry.UpAndDown("typedrpc.messages.outstanding", "{message}", "Published messages whose fate is not known yet.");
    public static readonly GuardedCounter Consumed = RpcTelemetry.Up("typedrpc.messages.consumed", "{message}", "Messages whose handler has succeeded.");
    public static readonly GuardedCounter Retried = RpcTelemetry.Up("typedrpc.messages.retried", "{message}", "Messages whose handler has failed and is to try again.");
    public static readonly GuardedCounter DeadLettered = RpcTelemetry.Up("typedrpc.messages.dead_lettered", "{message}", "Messages that were given up.");
    public static readonly GuardedCounter Duplicates = RpcTelemetry.Up("typedrpc.messages.duplicates", "{message}", "Messages not handled because their id had been handled before.");
    public static readonly GuardedCounter Ignored = RpcTelemetry.Up("typedrpc.messages.ignored", "{message}", "Messages that came through a pattern and are no event that the subscriber handles.");
    public static readonly GuardedCounter Waiting = RpcTelemetry.UpAndDown("typedrpc.messages.waiting", "{message}", "Messages delivered to this process whose handler has not ended.");

    /// <summary>Starts the span of a publish, child of the current one, if anyone listens.</summary>
    public static Activity? StartSend(string exchange, string routingKey, string? messageId)
    {
        if (!RpcTelemetry.Source.HasListeners())
        {
            return null;
        }

        var activity = RpcTelemetry.StartGuarded($"send {Name(exchange)}", ActivityKind.Producer, default);
        return activity is null ? null : Describe(activity, "send", $"{exchange}:{routingKey}", routingKey, messageId);
    }

    /// <summary>Starts the span of a handler, child of the publish, if anyone listens.</summary>
    public static Activity? StartProcess(string queue, EventContext message)
    {
        if (!RpcTelemetry.Source.HasListeners())
        {
            return null;
        }

        var activity = RpcTelemetry.StartGuarded($"process {Name(message.Exchange)}", ActivityKind.Consumer, ParentOf(message.Properties));
        return activity is null ? null : Describe(activity, "process", $"{message.Exchange}:{message.RoutingKey}:{queue}", message.RoutingKey, message.MessageId);
    }

    /// <summary>Ends a span; <paramref name="error"/> is null on success.</summary>
    public static void Stop(Activity? activity, string? error, string? description)
    {
        if (activity is null)
        {
            return;
        }

        if (error is not null)
        {
            activity.SetTag("error.type", error);
            activity.SetStatus(ActivityStatusCode.Error, description);
        }

        RpcTelemetry.DisposeGuarded(activity);
    }

    /// <summary>The headers with the trace context of a span laid over them.</summary>
    public static IReadOnlyDictionary<string, object?>? Inject(IReadOnlyDictionary<string, object?>? headers, Activity? activity)
    {
        var context = TraceParent.Of(activity);
        if (context == default)
        {
            return headers;
        }

        Span<byte> parent = stackalloc byte[TraceParent.Length];
        TraceParent.Write(parent, in context);
        var traced = headers is null ? [] : new Dictionary<string, object?>(headers);
        traced[TraceParent.ParentHeader] = Encoding.ASCII.GetString(parent);
        if (context.TraceState is { Length: > 0 } state)
        {
            traced[TraceParent.StateHeader] = state;
        }

        return traced;
    }

    private static ActivityContext ParentOf(MessageProperties properties)
    {
        if (properties.Headers is not { } headers || !headers.TryGetValue(TraceParent.ParentHeader, out var value) || value is not string { Length: < 256 } parent
            || !TraceParent.TryRead(Encoding.UTF8.GetBytes(parent), out var traceId, out var spanId, out var flags))
        {
            return default;
        }

        return new ActivityContext(traceId, spanId, flags, headers.TryGetValue(TraceParent.StateHeader, out var state) ? state as string : null, isRemote: true);
    }

    private static string Name(string exchange) => exchange.Length == 0 ? "amq.default" : exchange;

    private static Activity Describe(Activity activity, string operation, string destination, string routingKey, string? messageId) => activity
        .SetTag("messaging.system", "rabbitmq")
        .SetTag("messaging.operation.name", operation)
        .SetTag("messaging.operation.type", operation)
        .SetTag("messaging.destination.name", destination)
        .SetTag("messaging.rabbitmq.destination.routing_key", routingKey)
        .SetTag("messaging.message.id", messageId);
}
