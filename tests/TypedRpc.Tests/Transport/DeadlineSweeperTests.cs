using Microsoft.Extensions.Time.Testing;
using TypedRpc.Transport;

namespace TypedRpc.Tests.Transport;

/// <summary>One timer for many deadlines: never early, never forgotten.</summary>
public sealed class DeadlineSweeperTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<long> _deadlines = [];
    private readonly List<long> _fired = [];

    [Fact]
    public void Deadlines_fire_in_order_and_not_before_their_time()
    {
        using var sweeper = new DeadlineSweeper(_time, Sweep);
        Track(sweeper, 300);
        Track(sweeper, 100);
        Track(sweeper, 200);
        _time.Advance(TimeSpan.FromMilliseconds(99));
        _fired.ShouldBeEmpty();
        _time.Advance(TimeSpan.FromMilliseconds(1));
        _fired.Count.ShouldBe(1);
        _time.Advance(TimeSpan.FromMilliseconds(100));
        _fired.Count.ShouldBe(2);
        Track(sweeper, 50);
        _time.Advance(TimeSpan.FromMilliseconds(50));
        _fired.Count.ShouldBe(3);
        _time.Advance(TimeSpan.FromMilliseconds(60));
        _fired.Count.ShouldBe(4);
    }

    [Fact]
    public void After_disposal_nothing_fires()
    {
        var sweeper = new DeadlineSweeper(_time, Sweep);
        Track(sweeper, 10);
        sweeper.Dispose();
        _time.Advance(TimeSpan.FromSeconds(1));
        _fired.ShouldBeEmpty();
    }

    private void Track(DeadlineSweeper sweeper, int milliseconds)
    {
        var deadline = Deadline.After(_time, TimeSpan.FromMilliseconds(milliseconds));
        _deadlines.Add(deadline);
        sweeper.Track(deadline);
    }

    private long Sweep(long now)
    {
        _fired.AddRange(_deadlines.Where(deadline => deadline <= now));
        _deadlines.RemoveAll(deadline => deadline <= now);
        return _deadlines.Count == 0 ? long.MaxValue : _deadlines.Min();
    }
}
