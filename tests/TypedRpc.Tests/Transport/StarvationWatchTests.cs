using Microsoft.Extensions.Time.Testing;
using TypedRpc.TestSupport;
using TypedRpc.TestSupport.Ledger.Rest;
using TypedRpc.Transport;

namespace TypedRpc.Tests.Transport;

/// <summary>A thread pool that runs nothing is worth a warning, one that was only slow is not.</summary>
public sealed class StarvationWatchTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly CapturedLogs _logs = new();
    private readonly Queue<IThreadPoolWorkItem> _pool = new();
    private readonly StarvationWatch _watch;

    public StarvationWatchTests() => _watch = new StarvationWatch(_time, _logs.CreateLogger("TypedRpc"), _pool.Enqueue);

    public void Dispose()
    {
        _watch.Dispose();
        _logs.Dispose();
    }

    [Fact]
    public async Task A_pool_that_runs_nothing_is_told_once_a_minute()
    {
        Pass(4);
        await Eventually.TrueAsync(() => _logs.Entries.Count == 1);
        _logs.Entries.Select(static entry => entry.EventId).ShouldBe([1008]);

        Pass(20);
        Recover();
        Pass(4);
        _logs.Entries.Count.ShouldBe(1);

        _time.Advance(StarvationWatch.Quiet);
        Recover();
        Pass(4);
        await Eventually.TrueAsync(() => _logs.Entries.Count == 2);
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

        _logs.Entries.Count.ShouldBe(0);
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
