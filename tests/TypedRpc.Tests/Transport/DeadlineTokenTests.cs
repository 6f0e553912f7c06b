using Microsoft.Extensions.Time.Testing;
using TypedRpc.Tests.Fakes;
using TypedRpc.Transport;

namespace TypedRpc.Tests.Transport;

public sealed class DeadlineTokenTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void A_deadline_between_two_milliseconds_does_not_fire_at_the_first()
    {
        using var token = new DeadlineToken(_time, Deadline.After(_time, TimeSpan.FromMilliseconds(50.7)));
        _time.Advance(TimeSpan.FromMilliseconds(50));
        token.HasPassed.ShouldBeFalse();
        _time.Advance(TimeSpan.FromMilliseconds(1));
        token.HasPassed.ShouldBeTrue();
        token.Token.IsCancellationRequested.ShouldBeTrue();
    }

    [Fact]
    public void A_timer_that_fires_early_does_not_count()
    {
        // Timers of a clock that is a little ahead of the timestamps, at most by as much as they are long.
        var ahead = TimeSpan.FromMilliseconds(3);
        var time = new AlteredTimers(_time, dueTime => dueTime > ahead ? dueTime - ahead : dueTime);
        using var token = new DeadlineToken(time, Deadline.After(time, TimeSpan.FromMilliseconds(50)));
        _time.Advance(TimeSpan.FromMilliseconds(47));
        token.HasPassed.ShouldBeFalse();
        _time.Advance(TimeSpan.FromMilliseconds(3));
        token.HasPassed.ShouldBeTrue();
    }

    [Fact]
    public void A_deadline_that_has_passed_has_passed_at_once()
    {
        using var token = new DeadlineToken(_time, _time.GetTimestamp());
        token.HasPassed.ShouldBeTrue();
    }
}
