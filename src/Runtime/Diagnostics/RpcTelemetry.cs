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

    private static readonly KeyValuePair<string, object?>[] OtherTags = TagsOf(OtherMethod);

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

    public static readonly GuardedCounter PendingCalls = UpAndDown("typedrpc.client.pending_calls", "{call}", "Calls waiting for their answer.");
    public static readonly GuardedCounter Retries = Up("typedrpc.client.retries", "{attempt}", "Attempts after the first.");
    public static readonly GuardedCounter LateReplies = Up("typedrpc.client.late_replies", "{reply}", "Replies to calls that had ended.");
    public static readonly GuardedCounter Unroutable = Up("typedrpc.client.unroutable", "{call}", "Calls that nothing was bound for.");
    public static readonly GuardedCounter InvalidReplies = Up("typedrpc.client.invalid_replies", "{reply}", "Replies that were malformed or came from another service's exchange.");
    public static readonly GuardedCounter Rejected = Up("typedrpc.client.rejected", "{message}", "Messages that the broker refused to take, because their queue is full or has failed.");
    public static readonly GuardedCounter ActiveCalls = UpAndDown("typedrpc.server.active_calls", "{call}", "Calls whose handler runs.");
    public static readonly GuardedCounter Malformed = Up("typedrpc.server.malformed", "{message}", "Messages that could not be decoded.");
    public static readonly GuardedCounter Expired = Up("typedrpc.server.expired", "{call}", "Calls not executed because their deadline had passed.");
    public static readonly GuardedCounter RedeliveredRefused = Up("typedrpc.server.redelivered_refused", "{call}", "Redelivered calls not executed again.");
    public static readonly GuardedCounter LostReplies = Up("typedrpc.server.lost_replies", "{reply}", "Replies that could not be handed to the broker.");
    public static readonly GuardedCounter Overdue = Up("typedrpc.server.overdue", "{call}", "Calls answered in the place of a handler that did not end within MaxHandlerTime.");
    public static readonly GuardedCounter FailedAttempts = Up("typedrpc.connection.failed_attempts", "{attempt}", "Attempts to open a session with the broker that failed or were refused.");
    public static readonly GuardedCounter Reconnects = Up("typedrpc.connection.lost", "{session}", "Sessions with the broker that ended unasked.");
    public static readonly GuardedCounter Blocked = UpAndDown("typedrpc.connection.blocked", "{connection}", "Connections that the broker has blocked.");
    public static readonly GuardedCounter Starvations = Up("typedrpc.process.starvations", "{starvation}", "Times that the thread pool ran nothing for more than a second.");

    /// <summary>Name of a status as OpenTelemetry writes it.</summary>
    public static string NameOf(RpcStatusCode status) => (uint)status < (uint)StatusNames.Length ? StatusNames[(int)status]! : "UNKNOWN";

    /// <summary>Starts the client span of a call, if anyone listens. It does not stay current: nothing of the caller's runs inside the call.</summary>
    public static Activity? StartClient(RpcMethodInfo method)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        var caller = Activity.Current;
        var activity = StartGuarded(method.FullName, ActivityKind.Client, default, TagsOf(method));
        Activity.Current = caller;
        return activity;
    }

    /// <summary>Starts the server span of a call, child of the client's, if anyone listens. It is current from here on.</summary>
    public static Activity? StartServer(RpcMethodInfo method, ActivityContext parent) =>
        Source.HasListeners() ? StartGuarded(method.FullName, ActivityKind.Server, parent, TagsOf(method)) : null;

    /// <summary>Reports a call that was answered without being started: refused, expired or unknown (null).</summary>
    public static void RecordUnstarted(RpcMethodInfo? method, ActivityContext parent, RpcStatusCode status, string description, TimeProvider timeProvider, long arrived)
    {
        var name = method?.FullName ?? OtherMethod;
        Record(ServerDuration, name, status, timeProvider, arrived);
        if (Source.HasListeners())
        {
            Stop(StartGuarded(name, ActivityKind.Server, parent, method is null ? OtherTags : TagsOf(method)), status, description);
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

        DisposeGuarded(activity);
    }

    /// <summary>Ends a span, whatever listeners do.</summary>
    public static void DisposeGuarded(Activity activity)
    {
        var current = Activity.Current;
        try
        {
            activity.Dispose();
        }
#pragma warning disable CA1031 // Listeners are a user's; a call must end all the same.
        catch (Exception)
#pragma warning restore CA1031
        {
        }

        // It has made current what was so when it started; where a reply comes in, that is somebody else's.
        if (!ReferenceEquals(current, activity))
        {
            Activity.Current = current;
        }
    }

    /// <summary>Records the time that a call waited since its arrival, if anyone listens.</summary>
    public static void RecordQueueWait(TimeProvider timeProvider, long arrived)
    {
        if (ServerQueueWait.Enabled)
        {
            Record(ServerQueueWait, timeProvider.GetElapsedTime(arrived), default);
        }
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

        Record(histogram, timeProvider.GetElapsedTime(started), in tags);
    }

    private static void Record(Histogram<double> histogram, TimeSpan elapsed, in TagList tags)
    {
        try
        {
            histogram.Record(elapsed.TotalSeconds, in tags);
        }
#pragma warning disable CA1031 // Listeners are a user's; a call must end all the same.
        catch (Exception)
#pragma warning restore CA1031
        {
        }
    }

    /// <summary>Starts a span if anyone listens; samplers see the tags that are given along.</summary>
    public static Activity? StartGuarded(string name, ActivityKind kind, ActivityContext parent, KeyValuePair<string, object?>[]? tags = null)
    {
        var current = Activity.Current;
        try
        {
            return Source.StartActivity(name, kind, parent, tags);
        }
#pragma warning disable CA1031 // Listeners are a user's; a call must go on all the same.
        catch (Exception)
#pragma warning restore CA1031
        {
            Activity.Current = current;
            return null;
        }
    }

    private static KeyValuePair<string, object?>[] TagsOf(RpcMethodInfo method) => method.SpanTags ??= TagsOf(method.FullName);

    private static KeyValuePair<string, object?>[] TagsOf(string method) => [new("rpc.system.name", "typedrpc"), new("rpc.method", method)];

    public static GuardedCounter Up(string name, string unit, string description)
    {
        var counter = Meter.CreateCounter<long>(name, unit, description);
        return new GuardedCounter(counter, counter.Add);
    }

    public static GuardedCounter UpAndDown(string name, string unit, string description)
    {
        var counter = Meter.CreateUpDownCounter<long>(name, unit, description);
        return new GuardedCounter(counter, counter.Add);
    }

    // The buckets that the conventions ask for.
    private static InstrumentAdvice<double> DurationAdvice() =>
        new() { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10] };
}
