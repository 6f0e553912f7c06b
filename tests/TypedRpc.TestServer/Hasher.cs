using System.Security.Cryptography;

namespace TypedRpc.TestServer;

internal sealed class Hasher : IHasher
{
    /// <summary>Completes with the first note.</summary>
    public TaskCompletionSource<string> Noted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ValueTask NoteAsync(string text)
    {
        Noted.TrySetResult(text);
        return default;
    }

    public async Task<Hashed> HashAsync(byte[] payload)
    {
        // Not in the order in which the requests came.
        await Task.Yield();
        return new Hashed(SHA256.HashData(payload), Environment.ProcessId);
    }
}
