using System.Diagnostics;

namespace TypedRpc.LoadTest.Events.Contenders;

/// <summary>What the handler of every contender does: it counts. Any thread.</summary>
/// <param name="expected">How many messages there are.</param>
/// <param name="payload">Bytes that each has at least.</param>
internal sealed class DeliveryCounter(int expected, int payload)
{
    private readonly TaskCompletionSource<TimeSpan> _completed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _first;
    private int _count;

    /// <summary>Completes at the last message, with the time since the first.</summary>
    public Task<TimeSpan> Completed => _completed.Task;

    /// <summary>Counts a message; says whether it was the last.</summary>
    public bool OnMessage(int length)
    {
        if (length < payload)
        {
            _completed.TrySetException(new InvalidDataException($"{payload} bytes were published, {length} came."));
        }

        var count = Interlocked.Increment(ref _count);
        if (count == 1)
        {
            _first = Stopwatch.GetTimestamp();
        }

        if (count != expected)
        {
            return false;
        }

        _completed.TrySetResult(Stopwatch.GetElapsedTime(Volatile.Read(ref _first)));
        return true;
    }
}
