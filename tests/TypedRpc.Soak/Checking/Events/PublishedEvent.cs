namespace TypedRpc.Soak.Checking.Events;

/// <summary>An event that is about to be published, with what its judgement needs.</summary>
/// <param name="EventId">Its id: window, publisher process, number.</param>
/// <param name="Publisher">The process that publishes it.</param>
/// <param name="Number">Its place among the events of that process, from 1.</param>
/// <param name="Kind">What its handlers do.</param>
/// <param name="Failures">How often those of <see cref="EventKind.Failing"/> fail.</param>
/// <param name="At">When, on the clock of the run.</param>
/// <param name="TimeoutMilliseconds">Its deadline.</param>
/// <param name="CancelAfter">When its publisher cancels it, in milliseconds; null for never.</param>
/// <param name="Hash">Hash of the payload.</param>
internal sealed record PublishedEvent(
    string EventId, string Publisher, long Number, EventKind Kind, int Failures, double At, double TimeoutMilliseconds, int? CancelAfter, string Hash);
