using System.Security.Cryptography;

namespace TypedRpc.TestServer;

internal sealed class Hasher : IHasher
{
    public async Task<Hashed> HashAsync(byte[] payload)
    {
        // Not in the order in which the requests came.
        await Task.Yield();
        return new Hashed(SHA256.HashData(payload), Environment.ProcessId);
    }
}
