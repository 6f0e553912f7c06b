using System.Buffers;

namespace TypedRpc.Serialization;

/// <summary>Memory for messages. What is returned must have been rented here.</summary>
/// <remarks>
/// Large buffers have a pool of their own: the shared one keeps 32 of a size for each core, and hundreds of large calls at once would allocate the others anew,
/// which costs more than all else that they do (ADR 0018).
/// </remarks>
internal static class BufferPool
{
    /// <summary>Larger ones come from a pool of their own.</summary>
    public const int LargestShared = 64 * 1024;

    private static readonly LargeBufferPool Large = new(TimeProvider.System);

    /// <summary>A buffer of at least this size, with whatever was in it.</summary>
    public static byte[] Rent(int size) => size <= LargestShared ? ArrayPool<byte>.Shared.Rent(size) : Large.Rent(size);

    public static void Return(byte[] buffer)
    {
        if (buffer.Length <= LargestShared)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
        else
        {
            Large.Return(buffer);
        }
    }
}
