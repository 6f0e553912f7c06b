namespace TypedRpc.Loopback;

/// <summary>Answers at once; allocates nothing of its own.</summary>
internal sealed class Measured : IMeasured
{
    public ValueTask<int> AddAsync(int left, int right) => new(left + right);

    public ValueTask<byte[]> EchoAsync(byte[] payload) => new(payload);

    public ValueTask<string> GreetAsync(string name) => new(name);
}
