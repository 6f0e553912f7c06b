using TypedRpc.Soak;
using TypedRpc.Soak.Chaos;
using TypedRpc.Soak.Checking;
using TypedRpc.Soak.Checking.Events;
using TypedRpc.Soak.Children;
using TypedRpc.Soak.Children.Events;
using TypedRpc.TestSupport.Ledger;

namespace TypedRpc.SoakTests;

/// <summary>What the soak must not overlook of events is put into its files here, and found.</summary>
public sealed class EventCheckerTests : IDisposable
{
    private const string Publisher = "publisher1.1";
    private const string Subscriber = "subscriber0.1";

    private readonly SoakFolder _folder = new(Directory.CreateTempSubdirectory("typedrpc-soak-").FullName);
    private readonly SoakClock _clock = new(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() - SoakClock.WindowMilliseconds);
    private readonly HashSet<string> _killed = [];
    private readonly List<Injection> _faults = [];
    private readonly List<PublishedEvent> _events = [];
    private readonly List<CallCompletion> _ends = [];
    private readonly List<Handling> _handlings = [];
    private readonly List<DeadLetter> _deadLetters = [];
    private readonly Evidence _evidence;
    private readonly EventChecker _checker;
    private long _ticks;

    public EventCheckerTests()
    {
        Directory.CreateDirectory(_folder.Windows);
        Directory.CreateDirectory(_folder.Sessions);
        _evidence = new Evidence(_folder, 1, static _ => { });
        _checker = new EventChecker(_folder, _clock, () => _killed, () => _faults, _evidence);
    }

    [Fact]
    public void Good_events_of_all_kinds_are_no_violation_and_their_records_are_deleted()
    {
        Confirmed(1);
        Handled(1);
        Confirmed(2, EventKind.Failing, failures: 2);
        Handled(2, 1, 2, 3);
        Confirmed(3, EventKind.Poison);
        Handled(3, 1, 2, 3);
        Buried(3, attempts: 3);
        Confirmed(4, EventKind.Rejected);
        Handled(4);
        Buried(4, attempts: 1);

        Found().ShouldBeEmpty();
        Directory.EnumerateDirectories(_folder.Windows).ShouldBeEmpty();
        _checker.Tally.Confirmed.ShouldBe(4);
        _checker.Tally.Handlings[EventGroups.Ordered].ShouldBe(8);
        _checker.Tally.DeadLetters[EventGroups.Shared].ShouldBe(2);
    }

    [Fact]
    public void A_confirmed_event_that_one_group_did_not_handle_is_found()
    {
        Confirmed(1);
        Handled(EventGroups.Shared, 1, attempt: 1);
        Found().ShouldBe(["E1"]);
        Directory.EnumerateDirectories(_folder.Evidence).ShouldHaveSingleItem();
    }

    [Fact]
    public void A_confirmed_event_that_failed_and_never_came_again_is_found()
    {
        Confirmed(1, EventKind.Failing, failures: 2);
        Handled(EventGroups.Ordered, 1, attempt: 1);
        Handled(EventGroups.Ordered, 1, attempt: 2);
        Handled(EventGroups.Ordered, 1, attempt: 3);
        Handled(EventGroups.Shared, 1, attempt: 1);
        Handled(EventGroups.Shared, 1, attempt: 2);
        Found().ShouldBe(["E1"]);
        _evidence.Violations[0].Text.ShouldContain("after attempt 2");
    }

    [Fact]
    public void An_event_that_is_given_up_without_a_dead_letter_is_found()
    {
        Confirmed(1, EventKind.Poison);
        Handled(1, 1, 2, 3);
        Found().ShouldBe(["E1", "E1"]);
    }

    [Fact]
    public void A_dead_letter_of_an_event_that_succeeds_is_found()
    {
        Confirmed(1);
        Handled(1);
        Buried(1, attempts: 1);
        Found().ShouldBe(["E1", "E1"]);
    }

    [Fact]
    public void A_dead_letter_with_another_number_of_attempts_is_found()
    {
        Confirmed(1, EventKind.Poison);
        Handled(1, 1, 2, 3);
        Buried(1, attempts: 2);
        Found().ShouldBe(["E1", "E1"]);
    }

    [Fact]
    public void An_event_that_is_handled_after_its_window_was_checked_is_found()
    {
        Confirmed(1);
        Handled(1);
        Found().ShouldBeEmpty();
        _events.Clear();
        _ends.Clear();
        _handlings.RemoveAt(1);
        Write();
        _checker.Check();
        _evidence.Violations.ShouldHaveSingleItem().Text.ShouldContain("after its publish");
    }

    [Fact]
    public void An_event_that_nobody_published_is_found()
    {
        Handled(1);
        Found().ShouldBe(["E2"]);
    }

    [Fact]
    public void Another_payload_is_found()
    {
        Confirmed(1);
        Handled(1);
        _handlings[0] = _handlings[0] with { Hash = "another" };
        Found().ShouldBe(["E2"]);
    }

    [Fact]
    public void A_repeat_without_a_mark_is_found()
    {
        Confirmed(1);
        Handled(1);
        Handled(EventGroups.Shared, 1, attempt: 1);
        Found().ShouldBe(["E3"]);
    }

    [Fact]
    public void A_repeat_with_a_mark_is_counted()
    {
        Confirmed(1);
        Handled(1);
        Handled(EventGroups.Shared, 1, attempt: 1, redelivered: true);
        Found().ShouldBeEmpty();
        _checker.Tally.Repeats(EventGroups.Shared, RepeatCause.Redelivered).ShouldBe(1);
    }

    [Fact]
    public void A_repeat_of_what_was_published_again_is_counted_once_a_lost_session()
    {
        Lost(Publisher, 1005);
        Confirmed(1);
        Handled(1);
        Handled(EventGroups.Shared, 1, attempt: 1);
        Handled(EventGroups.Ordered, 1, attempt: 1);
        Handled(EventGroups.Ordered, 1, attempt: 1);
        Found().ShouldBe(["E3"]);
        _checker.Tally.Repeats(EventGroups.Shared, RepeatCause.PublishedAgain).ShouldBe(1);
    }

    [Fact]
    public void A_session_that_was_lost_before_explains_no_repeat()
    {
        Lost(Publisher, 900);
        Lost(Subscriber, 1005);
        Confirmed(1);
        Handled(1);
        Handled(EventGroups.Shared, 1, attempt: 1);
        Found().ShouldBe(["E3"]);
    }

    [Fact]
    public void A_repeat_with_another_message_id_is_found()
    {
        Confirmed(1);
        Handled(1);
        Handled(EventGroups.Shared, 1, attempt: 1, redelivered: true);
        _handlings[^1] = _handlings[^1] with { MessageId = "another" };
        Found().ShouldBe(["E3"]);
    }

    [Fact]
    public void A_retry_that_comes_twice_is_found_unless_its_attempt_did_or_its_subscriber_lost_a_session()
    {
        Confirmed(1, EventKind.Failing, failures: 1);
        Handled(1, 1, 2);
        Handled(EventGroups.Shared, 1, attempt: 2);
        Confirmed(2, EventKind.Failing, failures: 1);
        Handled(2, 1, 2);
        Handled(EventGroups.Shared, 2, attempt: 1, redelivered: true);
        Handled(EventGroups.Shared, 2, attempt: 2);
        Found().ShouldBe(["E3"]);
        _evidence.Violations[0].Subject.ShouldBe(Id(1));
    }

    [Fact]
    public void A_retry_that_was_published_again_is_counted()
    {
        Confirmed(1, EventKind.Failing, failures: 1);
        Handled(1, 1, 2);
        Handled(EventGroups.Shared, 1, attempt: 2);
        Lost(Subscriber, _handlings[0].At);
        Found().ShouldBeEmpty();
        _checker.Tally.Repeats(EventGroups.Shared, RepeatCause.RetriedAgain).ShouldBe(1);
    }

    [Fact]
    public void An_attempt_without_the_one_before_is_found()
    {
        Confirmed(1, EventKind.Failing, failures: 2);
        Handled(1, 1, 3);
        Found().ShouldBe(["E3", "E3"]);
    }

    [Fact]
    public void An_attempt_after_the_last_is_found()
    {
        Confirmed(1);
        Handled(1, 1, 2);
        Found().ShouldBe(["E3", "E3"]);
    }

    [Fact]
    public void An_event_that_the_ordered_group_handles_before_the_one_that_was_published_before_is_found()
    {
        Confirmed(1);
        Confirmed(2);
        Handled(2);
        Handled(1);
        Found().ShouldBe(["E4"]);
        _evidence.Violations[0].Subject.ShouldBe(Id(2));
    }

    [Fact]
    public void An_event_that_the_ordered_group_handles_between_two_attempts_at_the_one_before_is_found()
    {
        Confirmed(1, EventKind.Failing, failures: 1);
        Confirmed(2);
        Handled(EventGroups.Ordered, 1, attempt: 1);
        Handled(2);
        Handled(EventGroups.Ordered, 1, attempt: 2);
        Handled(EventGroups.Shared, 1, attempt: 1);
        Handled(EventGroups.Shared, 1, attempt: 2);
        Found().ShouldBe(["E4"]);
    }

    [Fact]
    public void A_repeat_behind_later_events_is_in_order()
    {
        Confirmed(1);
        Confirmed(2);
        Handled(1);
        Handled(2);
        Handled(EventGroups.Ordered, 1, attempt: 1, redelivered: true);
        Found().ShouldBeEmpty();
    }

    [Fact]
    public void The_order_is_followed_from_one_window_to_the_next()
    {
        Confirmed(1);
        Confirmed(2, window: 1);
        HandledIn(window: 1, 2);
        Handled(1);
        Found().ShouldBe(["E4"]);
    }

    [Fact]
    public void An_event_that_was_not_confirmed_may_come_late_only_if_its_publisher_lost_a_session()
    {
        _faults.Add(new Injection(1, "reset", 0) { Healed = 2000 });
        Ended(1, RpcStatusCode.DeadlineExceeded, CallOutcome.Unknown, 20_000);
        Confirmed(2);
        Handled(2);
        Handled(1);
        Lost(Publisher, 1001);
        Ended(3, RpcStatusCode.DeadlineExceeded, CallOutcome.Unknown, 20_000, at: 4000);
        Confirmed(4, at: 4000);
        Handled(4);
        Handled(3);
        Found().ShouldBe(["E4"]);
        _evidence.Violations[0].Subject.ShouldBe(Id(4));
        _checker.Tally.LateUnconfirmed.ShouldBe(1);
    }

    [Fact]
    public void An_event_that_was_not_published_and_handled_is_found()
    {
        _faults.Add(new Injection(1, "reset", 0) { Healed = 2000 });
        Ended(1, RpcStatusCode.Unavailable, CallOutcome.NotExecuted, 5);
        Handled(1);
        Found().ShouldBe(["E5"]);
    }

    [Fact]
    public void A_publish_that_never_ends_is_found_unless_its_publisher_was_killed()
    {
        _events.Add(Event(1));
        Found().ShouldBe(["E5"]);
    }

    [Fact]
    public void A_publish_of_a_killed_publisher_is_excused()
    {
        _killed.Add(Publisher);
        _events.Add(Event(1));
        Handled(1);
        Found().ShouldBeEmpty();
        _checker.Tally.Excused.ShouldBe(1);
    }

    [Theory]
    [InlineData(RpcStatusCode.OK, 21_500)]
    [InlineData(RpcStatusCode.DeadlineExceeded, 19_000)]
    public void A_publish_that_ends_late_or_too_early_is_found(RpcStatusCode status, double elapsed)
    {
        _faults.Add(new Injection(1, "reset", 0) { Healed = 2000 });
        Ended(1, status, status == RpcStatusCode.OK ? null : CallOutcome.Unknown, elapsed);
        Handled(1);
        Found().ShouldBe(["E5"]);
    }

    [Fact]
    public void A_publish_that_ends_twice_is_found()
    {
        Confirmed(1);
        Handled(1);
        _ends.Add(_ends[0]);
        Found().ShouldBe(["E5"]);
    }

    [Fact]
    public void A_cancellation_that_nobody_asked_for_is_found()
    {
        _faults.Add(new Injection(1, "reset", 0) { Healed = 2000 });
        Ended(1, RpcStatusCode.Cancelled, CallOutcome.Unknown, 5);
        Found().ShouldBe(["E5"]);
    }

    [Fact]
    public void A_failure_is_found_only_far_from_faults()
    {
        _faults.Add(new Injection(1, "reset", 100) { Healed = 2000 });
        Ended(1, RpcStatusCode.Unavailable, CallOutcome.Unknown, 5);
        Ended(2, RpcStatusCode.Unavailable, CallOutcome.Unknown, 5, at: 12_500);
        Found().ShouldBe(["E6"]);
        _evidence.Violations[0].Subject.ShouldBe(Id(2));
        _faults[0].Failures.ShouldBe(2);
    }

    public void Dispose() => Directory.Delete(_folder.Path, recursive: true);

    private static string Id(long number, int window = 0) => $"{window}-{Publisher}-{number}";

    private static PublishedEvent Event(long number, EventKind kind = EventKind.Plain, int failures = 1, int window = 0, double at = 1000) =>
        new(Id(number, window), Publisher, number, kind, failures, at, 20_000, null, "hash");

    private void Confirmed(long number, EventKind kind = EventKind.Plain, int failures = 1, int window = 0, double at = 1000)
    {
        _events.Add(Event(number, kind, failures, window, at));
        _ends.Add(new CallCompletion(Id(number, window), 5, RpcStatusCode.OK, null));
    }

    private void Ended(long number, RpcStatusCode status, CallOutcome? outcome, double elapsed, double at = 1000)
    {
        _events.Add(Event(number, at: at));
        _ends.Add(new CallCompletion(Id(number), elapsed, status, outcome, Error: "lost"));
    }

    /// <summary>By both groups.</summary>
    private void Handled(long number, params int[] attempts)
    {
        foreach (int attempt in attempts.DefaultIfEmpty(1))
        {
            Handled(EventGroups.Shared, number, attempt);
            Handled(EventGroups.Ordered, number, attempt);
        }
    }

    private void HandledIn(int window, long number)
    {
        Handled(EventGroups.Shared, number, 1, window: window);
        Handled(EventGroups.Ordered, number, 1, window: window);
    }

    private void Handled(string group, long number, int attempt, bool redelivered = false, int window = 0)
    {
        _ticks++;
        _handlings.Add(new Handling(Id(number, window), group, attempt, redelivered, $"m{number}", "hash", 2000 + _ticks, _ticks, Subscriber));
    }

    /// <summary>By both groups.</summary>
    private void Buried(long number, long attempts) => _deadLetters.AddRange(
        EventGroups.All.Select(group => new DeadLetter(Id(number), group, false, $"m{number}", attempts, "on purpose")));

    private void Lost(string child, double at)
    {
        using var file = new LineFile<SessionLoss>(_folder.Sessions);
        file.Append(new SessionLoss(child, at));
    }

    private IEnumerable<string> Found()
    {
        Write();
        _checker.Check(all: true);
        return _evidence.Violations.Select(static violation => violation.Invariant);
    }

    private void Write()
    {
        WriteAll(_events, static published => published.EventId);
        WriteAll(_ends, static end => end.CallId);
        WriteAll(_handlings, static handling => handling.EventId);
        WriteAll(_deadLetters, static dead => dead.EventId);
    }

    private void WriteAll<TRecord>(List<TRecord> records, Func<TRecord, string> idOf)
    {
        using var file = new WindowFiles<TRecord>(_folder, _clock);
        records.ForEach(record => file.Append(idOf(record), record));
    }
}
