using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace TypedRpc.Diagnostics;

/// <summary>The activity source and the meter, both named <c>TypedRpc</c>.</summary>
/// <remarks>
/// Names follow the OpenTelemetry RPC conventions (release candidate): https://opentelemetry.io/docs/specs/semconv/rpc/. What they do not cover
/// stands under <c>typedrpc.</c>. Label values come from the generated method tables only, never from the network.
/// </remarks>
internal static class RpcTelemetry
{
    public const string Name = "TypedRpc";

    /// <summary>What the conventions call a method that the server does not know: names from the network are no labels.</summary>
    private const string OtherMethod = "_OTHER";

    private static readonly string?[] StatusNames =
    [
        "OK", "CANCELLED", "UNKNOWN", "INVALID_ARGUMENT", "DEADLINE_EXCEEDED", "NOT_FOUND", "ALREADY_EXISTS", "PERMISSION_DENIED", "RESOURCE_EXHAUSTED",
        "FAILED_PRECONDITION", "ABORTED", "OUT_OF_RANGE", "UNIMPLEMENTED", "INTERNAL", "UNAVAILABLE", "DATA_LOSS", "UNAUTHENTICATED",
    ];

    public static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);

    public static readonly Histogram<double> ClientDuration = Meter.CreateHistogram<double>(
        "rpc.client.call.duration", "s", "Duration of outgoing calls, retries included.", advice: DurationAdvice());

    public static readonly Histogram<double> ServerDuration = Meter.CreateHistogram<double>(
        "rpc.server.call.duration", "s", "Duration of served calls, from their arrival in this process.", advice: DurationAdvice());

    public static readonly Histogram<double> ServerQueueWait = Meter.CreateHistogram<double>(
        "typedrpc.server.queue_wait", "s", "Time a call waited in this process before its handler started.", advice: DurationAdvice());

    public static readonly UpDownCounter<long> PendingCalls = Meter.CreateUpDownCounter<long>("typedrpc.client.pending_calls", "{call}", "Calls waiting for their answer.");
    public static readonly Counter<long> Retries = Meter.CreateCounter<long>("typedrpc.client.retries", "{attempt}", "Attempts after the first.");
    public static readonly Counter<long> LateReplies = Meter.CreateCounter<long>("typedrpc.client.late_replies", "{reply}", "Replies to calls that had ended.");
    public static readonly Counter<long> Unroutable = Meter.CreateCounter<long>("typedrpc.client.unroutable", "{call}", "Calls that nothing was bound for.");
    public static readonly Counter<long> InvalidReplies = Meter.CreateCounter<long>("typedrpc.client.invalid_replies", "{reply}", "Replies that were malformed or came from another service's exchange.");
    public static readonly UpDownCounter<long> ActiveCalls = Meter.CreateUpDownCounter<long>("typedrpc.server.active_calls", "{call}", "Calls whose handler runs.");
    public static readonly Counter<long> Malformed = Meter.CreateCounter<long>("typedrpc.server.malformed", "{message}", "Messages that could not be decoded.");
    public static readonly Counter<long> Expired = Meter.CreateCounter<long>("typedrpc.server.expired", "{call}", "Calls not executed because their deadline had passed.");
    public static readonly Counter<long> RedeliveredRefused = Meter.CreateCounter<long>("typedrpc.server.redelivered_refused", "{call}", "Redelivered calls not executed again.");
    public static readonly Counter<long> LostReplies = Meter.CreateCounter<long>("typedrpc.server.lost_replies", "{reply}", "Replies that could not be handed to the broker.");
    public static readonly Counter<long> Reconnects = Meter.CreateCounter<long>("typedrpc.connection.lost", "{session}", "Sessions with the broker that ended unasked.");
    public static readonly UpDownCounter<long> Blocked = Meter.CreateUpDownCounter<long>("typedrpc.connection.blocked", "{connection}", "Connections that the broker has blocked.");

    /// <summary>Name of a status as OpenTelemetry writes it.</summary>
    public static string NameOf(RpcStatusCode status) => (uint)status < (uint)StatusNames.Length ? StatusNames[(int)status]! : "UNKNOWN";

    /// <summary>Starts the client span of a call, if anyone listens.</summary>
    public static Activity? StartClient(RpcMethodInfo method) => Source.HasListeners() ? Tag(Source.StartActivity(method.FullName, ActivityKind.Client), method.FullName) : null;

    /// <summary>Starts the server span of a call, child of the client's, if anyone listens.</summary>
    public static Activity? StartServer(RpcMethodInfo method, ActivityContext parent) =>
        Source.HasListeners() ? Tag(Source.StartActivity(method.FullName, ActivityKind.Server, parent), method.FullName) : null;

    /// <summary>Reports a call that was answered without being started: refused, expired or unknown (null).</summary>
    public static void RecordUnstarted(RpcMethodInfo? method, ActivityContext parent, RpcStatusCode status, string description, TimeProvider timeProvider, long arrived)
    {
        var name = method?.FullName ?? OtherMethod;
        Record(ServerDuration, name, status, timeProvider, arrived);
        if (Source.HasListeners())
        {
            Stop(Tag(Source.StartActivity(name, ActivityKind.Server, parent), name), status, description);
        }
    }

    /// <summary>Ends a span with the status of its call.</summary>
    public static void Stop(Activity? activity, RpcStatusCode status, string? description)
    {
        if (activity is null)
        {
            return;
        }

        var name = NameOf(status);
        activity.SetTag("rpc.response.status_code", name);
        if (status != RpcStatusCode.OK)
        {
            activity.SetTag("error.type", name);
            activity.SetStatus(ActivityStatusCode.Error, description);
        }

        activity.Dispose();
    }

    /// <summary>Records the duration of a call, if anyone listens.</summary>
    public static void Record(Histogram<double> histogram, string method, RpcStatusCode status, TimeProvider timeProvider, long started)
    {
        if (!histogram.Enabled)
        {
            return;
        }

        var name = NameOf(status);
        var tags = new TagList { { "rpc.system.name", "typedrpc" }, { "rpc.method", method }, { "rpc.response.status_code", name } };
        if (status != RpcStatusCode.OK)
        {
            tags.Add("error.type", name);
        }

        histogram.Record(timeProvider.GetElapsedTime(started).TotalSeconds, tags);
    }

    private static Activity? Tag(Activity? activity, string method) => activity?.SetTag("rpc.system.name", "typedrpc").SetTag("rpc.method", method);

    // The buckets that the conventions ask for.
    private static InstrumentAdvice<double> DurationAdvice() =>
        new() { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10] };
}
