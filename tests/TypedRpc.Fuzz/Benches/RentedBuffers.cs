using System.Buffers;
using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using TypedRpc.Serialization;

namespace TypedRpc.Fuzz.Benches;

/// <summary>Counts what is rented from the pools of our messages in this process and not returned, from now on: the pools themselves say both.</summary>
internal sealed class RentedBuffers : EventListener
{
    private const string Source = "System.Buffers.ArrayPoolEventSource";
    private const int Rented = 1;
    private const int Returned = 3;

    private static readonly int Shared = ArrayPool<byte>.Shared.GetHashCode();

    private readonly ConcurrentDictionary<int, int> _sizes = new();
    private long _rents;

    /// <summary>How often a buffer was rented.</summary>
    public long Rents => Interlocked.Read(ref _rents);

    /// <summary>The sizes of those that were not returned.</summary>
    public IReadOnlyCollection<int> Outstanding => [.. _sizes.Values];

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == Source)
        {
            EnableEvents(eventSource, EventLevel.Verbose);
        }
    }

    // Of both: the buffer, its size, the pool. Large buffers are in a pool that changes; nobody else here has such.
    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData.Payload is not [int buffer, int size, int pool, ..] || (pool != Shared && size <= BufferPool.LargestShared) || _sizes is null)
        {
            return;
        }

        if (eventData.EventId == Rented)
        {
            Interlocked.Increment(ref _rents);
            _sizes[buffer] = size;
        }
        else if (eventData.EventId == Returned)
        {
            _sizes.TryRemove(buffer, out _);
        }
    }
}
