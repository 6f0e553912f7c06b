using TypedRpc.Fuzz.Benches;
using TypedRpc.Fuzz.Mutation;

namespace TypedRpc.Fuzz.Targets;

/// <summary>What comes to a client while a call waits; the first byte chooses the method. The call ends once, with a result or an error of the runtime's kind.</summary>
internal abstract class ClientTarget : IFuzzTarget
{
    private readonly ClientCall[] _methods = ClientCall.All();

    public abstract IReadOnlyList<byte[]> Seeds { get; }

    public IMutator Mutator { get; } = new PrefixedMutator(1);

    protected ClientBench Client { get; } = new();

    public void Run(byte[] input)
    {
        var method = _methods[input.Length == 0 ? 0 : input[0] % _methods.Length];
        Run(method, input.Length == 0 ? [] : input[1..]);
    }

    public void Dispose() => Client.Dispose();

    protected abstract void Run(ClientCall method, byte[] input);

    protected static byte[] For(int method, byte[] input) => [(byte)method, .. input];
}
