using System.Diagnostics;

namespace TypedRpc.LoadTest.Load;

/// <summary>A closed loop: so many workers, each waits for what it asked for before it goes on.</summary>
/// <remarks>Each kind of load has a loop of its own: one more async method between it and the library would show in the bytes.</remarks>
internal abstract class LoadGenerator(int workers)
{
    // A worker that only fails must not spin.
    private const int FailuresPerWorker = 5;
    private static readonly TimeSpan DrainTimeout = TimeSpan.FromSeconds(40);

    private readonly LatencyHistogram _latencies = new();
    private Task[] _workers = [];
    private long _completed;
    private long _failed;
    private string? _firstFailure;
    private volatile bool _recording;
    private volatile bool _stopping;

    /// <summary>What succeeded, whether recorded or not.</summary>
    public long Completed => Interlocked.Read(ref _completed);

    public long Failed => Interlocked.Read(ref _failed);

    public string? FirstFailure => _firstFailure;

    public LatencyHistogram Latencies => _latencies;

    public bool HasEnded => _workers.All(static worker => worker.IsCompleted);

    /// <summary>How much is under way at once.</summary>
    public virtual int UnderWay => workers;

    public bool Recording
    {
        set => _recording = value;
    }

    protected bool IsStopping => _stopping;

    public void Start() => _workers = [.. Enumerable.Range(0, workers).Select(index => Task.Run(() => WorkAsync(index)))];

    /// <summary>Ends when nothing is under way any more.</summary>
    /// <exception cref="TimeoutException">Something never ended.</exception>
    public Task StopAsync()
    {
        _recording = false;
        _stopping = true;
        return Task.WhenAll(_workers).WaitAsync(DrainTimeout);
    }

    /// <summary>Goes on until <see cref="IsStopping"/>.</summary>
    protected abstract Task WorkAsync(int worker);

    protected void OnCompleted(long start, int count)
    {
        if (_recording)
        {
            _latencies.Add(Stopwatch.GetTimestamp() - start, count);
        }

        Interlocked.Add(ref _completed, count);
    }

    /// <summary>Says whether the worker is to give up.</summary>
    protected bool OnFailed(Exception exception, int count, ref int failures)
    {
        Interlocked.Add(ref _failed, count);
        Interlocked.CompareExchange(ref _firstFailure, $"{exception.GetType().Name}: {exception.Message}", null);
        return ++failures == FailuresPerWorker;
    }
}
