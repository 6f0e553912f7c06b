using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
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

    public StarvationWatchTests() => _watch = new StarvationWatch(_time, _pool.Enqueue);

    private ILogger Logger => _logs.CreateLogger("TypedRpc");

    public void Dispose() => _logs.Dispose();

    [Fact]
    public async Task A_pool_that_runs_nothing_is_told_once_a_minute()
    {
        _watch.Add(Logger);
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
        _watch.Add(Logger);
        for (var lap = 0; lap < 20; lap++)
        {
            Pass(3);
            Recover();
            _time.Advance(TimeSpan.FromMinutes(10));
            Recover();
        }

        _logs.Entries.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Many_connections_are_told_once_by_the_first_that_has_a_log()
    {
        _watch.Add(NullLogger.Instance);
        _watch.Add(Logger);
        _watch.Add(Logger);
        Pass(4);
        await Eventually.TrueAsync(() => _logs.Entries.Count == 1);
        _pool.Count.ShouldBe(1);
        Pass(20);
        _logs.Entries.Count.ShouldBe(1);
    }

    [Fact]
    public void Nothing_is_watched_before_the_first_connection_and_after_the_last()
    {
        Pass(20);
        _pool.ShouldBeEmpty();
        var (first, second) = (Logger, Logger);
        _watch.Add(first);
        _watch.Add(second);
        _watch.Remove(first);
        _watch.Remove(first);
        Pass(1);
        _pool.Count.ShouldBe(1);
        Recover();
        _watch.Remove(second);
        Pass(20);
        _pool.ShouldBeEmpty();
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
