using System.Diagnostics;
using TypedRpc.LoadTest.Contenders;

namespace TypedRpc.LoadTest.Load;

/// <summary>A closed loop: so many workers, each waits for its answer before it calls again.</summary>
internal sealed class LoadGenerator(IReadOnlyList<IEchoClient> clients, byte[] payload, bool slow, int concurrency)
{
    // A worker whose calls all fail must not spin.
    private const int FailuresPerWorker = 5;
    private static readonly TimeSpan DrainTimeout = TimeSpan.FromSeconds(40);

    private readonly LatencyHistogram _latencies = new();
    private Task[] _workers = [];
    private long _completed;
    private long _failed;
    private string? _firstFailure;
    private volatile bool _recording;
    private volatile bool _stopping;

    /// <summary>Calls that were answered, whether recorded or not.</summary>
    public long Completed => Interlocked.Read(ref _completed);

    public long Failed => Interlocked.Read(ref _failed);

    public string? FirstFailure => _firstFailure;

    public LatencyHistogram Latencies => _latencies;

    public bool HasEnded => _workers.All(static worker => worker.IsCompleted);

    public bool Recording
    {
        set => _recording = value;
    }

    public void Start() => _workers = [.. Enumerable.Range(0, concurrency).Select(index => Task.Run(() => WorkAsync(clients[index % clients.Count])))];

    /// <summary>Ends when no call is under way any more.</summary>
    /// <exception cref="TimeoutException">One never ended.</exception>
    public Task StopAsync()
    {
        _recording = false;
        _stopping = true;
        return Task.WhenAll(_workers).WaitAsync(DrainTimeout);
    }

    private async Task WorkAsync(IEchoClient client)
    {
        var failures = 0;
        while (!_stopping)
        {
            var start = Stopwatch.GetTimestamp();
            try
            {
                var answer = await client.EchoAsync(payload, slow);
                if (answer.Length != payload.Length)
                {
                    throw new InvalidDataException($"{payload.Length} bytes went out, {answer.Length} came back.");
                }

                if (_recording)
                {
                    _latencies.Add(Stopwatch.GetTimestamp() - start);
                }

                Interlocked.Increment(ref _completed);
            }
#pragma warning disable CA1031 // Whatever a contender throws is a failed call.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                Interlocked.Increment(ref _failed);
                Interlocked.CompareExchange(ref _firstFailure, $"{exception.GetType().Name}: {exception.Message}", null);
                if (++failures == FailuresPerWorker)
                {
                    return;
                }
            }
        }
    }
}
