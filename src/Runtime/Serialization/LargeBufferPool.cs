using System.Buffers;

namespace TypedRpc.Serialization;

/// <summary>Keeps as many large buffers as are in use at once, and forgets all of them once a minute: what a burst has used is not kept for ever.</summary>
/// <param name="timeProvider">The clock.</param>
internal sealed class LargeBufferPool(TimeProvider timeProvider)
{
    /// <summary>Larger ones are allocated.</summary>
    private const int LargestBuffer = 16 * 1024 * 1024;

    private const int MaxOfOneSize = 1024;

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    private ArrayPool<byte>? _pool;
    private long _since;

    public byte[] Rent(int size) => (Volatile.Read(ref _pool) ?? Renew()).Rent(size);

    /// <summary>Takes a buffer back, whether this pool has forgotten it meanwhile or not.</summary>
    public void Return(byte[] buffer) => Volatile.Read(ref _pool)?.Return(buffer);

    /// <summary>Called after garbage collections: forgets what it keeps if that is old enough, and says whether it did. While it is used, it is filled again at once.</summary>
    public bool OnCollected()
    {
        if (timeProvider.GetElapsedTime(Volatile.Read(ref _since)) <= Lifetime)
        {
            return false;
        }

        Volatile.Write(ref _pool, null);
        return true;
    }

    private ArrayPool<byte> Renew()
    {
        Volatile.Write(ref _since, timeProvider.GetTimestamp());
        var pool = ArrayPool<byte>.Create(LargestBuffer, MaxOfOneSize);
        if (Interlocked.CompareExchange(ref _pool, pool, null) is { } other)
        {
            return other;
        }

        _ = new Collections(this);
        return pool;
    }

    /// <summary>Its finalizer runs after each garbage collection, until what is kept has been forgotten.</summary>
    private sealed class Collections(LargeBufferPool owner)
    {
        ~Collections()
        {
            if (!owner.OnCollected())
            {
                GC.ReRegisterForFinalize(this);
            }
        }
    }
}
