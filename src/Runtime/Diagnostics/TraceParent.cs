using System.Diagnostics;

namespace TypedRpc.Diagnostics;

/// <summary>W3C trace context as it travels in a call's headers. Source: https://www.w3.org/TR/trace-context/.</summary>
internal readonly record struct TraceParent(string? Parent, string? State)
{
    public const string ParentHeader = "traceparent";
    public const string StateHeader = "tracestate";

    public static TraceParent Of(Activity? activity) => activity is { IdFormat: ActivityIdFormat.W3C }
        ? new TraceParent(activity.Id, string.IsNullOrEmpty(activity.TraceStateString) ? null : activity.TraceStateString)
        : default;

    public ActivityContext ToContext() =>
        Parent is not null && ActivityContext.TryParse(Parent, State, isRemote: true, out var context) ? context : default;
}
