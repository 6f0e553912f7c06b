namespace TypedRpc.TestSupport.Faults;

/// <summary>Bytes on their way, or the end of the stream.</summary>
/// <param name="Bytes">Bytes of a rented buffer; null for the end.</param>
/// <param name="Count">How many of them count.</param>
/// <param name="Due">The time stamp at which they arrive.</param>
/// <param name="IsAbort">Whether the stream ended by a reset.</param>
internal readonly record struct RelayChunk(byte[]? Bytes, int Count, long Due, bool IsAbort = false);
