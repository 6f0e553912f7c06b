using System.Collections;
using System.Security.Cryptography;

namespace TypedRpc.ReliabilityTests.Handlers;

internal sealed class Fragile : IFragile
{
    private int _executions;

    public int Executions => Volatile.Read(ref _executions);

    public Task<string> ThrowAsync(string kind)
    {
        Interlocked.Increment(ref _executions);
        throw HostileExceptions.Make(kind);
    }

    public Task<IReadOnlyList<string>> UnencodableAsync()
    {
        Interlocked.Increment(ref _executions);
        return Task.FromResult<IReadOnlyList<string>>(new Unreadable());
    }

    public Task<byte[]> LargeAsync(int size)
    {
        Interlocked.Increment(ref _executions);
        return Task.FromResult(new byte[size]);
    }

    public async Task<byte[]> HashAsync(byte[] payload)
    {
        Interlocked.Increment(ref _executions);
        await Task.Yield();
        return SHA256.HashData(payload);
    }

    public async Task<byte[]> EchoAsync(byte[] payload)
    {
        Interlocked.Increment(ref _executions);
        await Task.Yield();
        return payload;
    }

    public Task<int> CountAsync(Dictionary<long, int> entries)
    {
        Interlocked.Increment(ref _executions);
        return Task.FromResult(entries.Count);
    }

    public Task<int> GrowAsync(Tree? tree)
    {
        Interlocked.Increment(ref _executions);
        int depth = 0;
        for (; tree is not null; tree = tree.Child)
        {
            depth++;
        }

        return Task.FromResult(depth);
    }

    public ValueTask FailAsync(string text)
    {
        Interlocked.Increment(ref _executions);
        throw new InvalidOperationException(text);
    }

    /// <summary>Begins well and then fails, so that a part of the result has been written.</summary>
    private sealed class Unreadable : IReadOnlyList<string>
    {
        public int Count => 3;

        public string this[int index] => throw new InvalidOperationException(HostileExceptions.Secret);

        public IEnumerator<string> GetEnumerator()
        {
            yield return "first";
            throw new InvalidOperationException(HostileExceptions.Secret);
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
