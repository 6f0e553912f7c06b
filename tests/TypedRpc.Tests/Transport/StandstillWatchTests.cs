using Microsoft.Extensions.Time.Testing;
using TypedRpc.TestSupport;
using TypedRpc.Transport;

namespace TypedRpc.Tests.Transport;

/// <summary>What comes out of a socket after a standstill may have waited there.</summary>
public sealed class StandstillWatchTests : IDisposable
{
    private static readonly TimeSpan Pause = StandstillWatch.Shortest - TimeSpan.FromMilliseconds(1);

    private readonly FakeTimeProvider _time = new();
    private readonly StandstillWatch _watch;
    private readonly CancellationTokenSource _ended = new();
    private readonly List<TaskCompletionSource<bool>> _asked = [];

    public StandstillWatchTests()
    {
        _watch = new StandstillWatch(
            _time,
            _ =>
            {
                var answer = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
                lock (_asked)
                {
                    _asked.Add(answer);
                }

                return answer.Task;
            },
            _ended.Token);
    }

    public void Dispose()
    {
        _watch.Dispose();
        _ended.Dispose();
    }

    [Fact]
    public void A_process_that_goes_on_delays_nothing_and_asks_nobody()
    {
        for (var pause = 0; pause < 20; pause++)
        {
            _time.Advance(Pause);
            _watch.MayHaveWaited().ShouldBe(TimeSpan.Zero);
        }

        Asked.ShouldBe(0);
    }

    [Fact]
    public async Task After_a_standstill_all_that_comes_may_have_waited_until_the_peer_has_answered()
    {
        _time.Advance(TimeSpan.FromSeconds(5));
        _watch.MayHaveWaited().ShouldBe(TimeSpan.FromSeconds(5));
        _time.Advance(Pause);
        _watch.MayHaveWaited().ShouldBe(TimeSpan.FromSeconds(5) + Pause);

        await AnswerAsync(0);
        await Eventually.TrueAsync(() => _watch.MayHaveWaited() == TimeSpan.Zero);
        Asked.ShouldBe(1);
    }

    [Fact]
    public async Task An_answer_that_waited_through_another_standstill_counts_for_nothing()
    {
        _time.Advance(TimeSpan.FromSeconds(5));
        await Eventually.TrueAsync(() => Asked == 1);
        _time.Advance(TimeSpan.FromSeconds(3));

        await AnswerAsync(0);
        await Eventually.TrueAsync(() => Asked == 2);
        _watch.MayHaveWaited().ShouldBe(TimeSpan.FromSeconds(8));
        await AnswerAsync(1);
        await Eventually.TrueAsync(() => _watch.MayHaveWaited() == TimeSpan.Zero);
    }

    [Fact]
    public async Task Without_an_answer_it_stays_so()
    {
        _time.Advance(TimeSpan.FromSeconds(5));
        await Eventually.TrueAsync(() => Asked == 1);
        _asked[0].SetResult(false);
        await _ended.CancelAsync();
        _watch.MayHaveWaited().ShouldBe(TimeSpan.FromSeconds(5));
    }

    private int Asked
    {
        get
        {
            lock (_asked)
            {
                return _asked.Count;
            }
        }
    }

    private async Task AnswerAsync(int question)
    {
        await Eventually.TrueAsync(() => Asked > question);
        _asked[question].SetResult(true);
    }
}
