using Microsoft.Extensions.Time.Testing;
using TypedRpc.Tests.Fakes;
using TypedRpc.TestSupport;
using TypedRpc.Transport;

namespace TypedRpc.Tests.Transport;

/// <summary>A thread pool that runs nothing is worth a warning, one that was only slow is not.</summary>
public sealed class StarvationWatchTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly EventLogger _logger = new();
    private readonly Queue<IThreadPoolWorkItem> _pool = new();
    private readonly StarvationWatch _watch;

    public StarvationWatchTests() => _watch = new StarvationWatch(_time, _logger, _pool.Enqueue);

    public void Dispose() => _watch.Dispose();

    [Fact]
    public async Task A_pool_that_runs_nothing_is_told_once_a_minute()
    {
        Pass(4);
        await Eventually.TrueAsync(() => _logger.Events.Count == 1);
        _logger.Events.ShouldBe([1008]);

        Pass(20);
        Recover();
        Pass(4);
        _logger.Events.Count.ShouldBe(1);

        _time.Advance(StarvationWatch.Quiet);
        Recover();
        Pass(4);
        await Eventually.TrueAsync(() => _logger.Events.Count == 2);
    }

    [Fact]
    public void A_pool_that_is_slow_or_stood_still_is_not()
    {
        for (var lap = 0; lap < 20; lap++)
        {
            Pass(3);
            Recover();
            _time.Advance(TimeSpan.FromMinutes(10));
            Recover();
        }

        _logger.Events.Count.ShouldBe(0);
    }

    private void Pass(int intervals)
    {
        for (var interval = 0; interval < intervals; interval++)
        {
            _time.Advance(StarvationWatch.Interval);
        }
    }

    private void Recover()
    {
        while (_pool.TryDequeue(out var item))
        {
            item.Execute();
        }
    }
}
