using TypedRpc.Fuzz.Benches;
using TypedRpc.Fuzz.Mutation;

namespace TypedRpc.Fuzz.Targets;

/// <summary>The arguments of a call, through the generated dispatcher: executed and answered, or refused as what cannot be decoded and not executed. The first byte chooses the method.</summary>
internal sealed class ArgumentsTarget : IFuzzTarget
{
    /// <summary>The one-way method: the second of the alphabet.</summary>
    private const byte Audit = 1;

    private readonly ServerBench _server = new();

    public IReadOnlyList<byte[]> Seeds { get; } =
    [
        .. SeedMessages.Instance.Arguments.Zip(SeedMessages.Instance.Methods, static (arguments, method) => (byte[])[(byte)method.Index, .. arguments]),
        [Audit, 0x92, 0xa1, (byte)'x', 0x92, 0xa1, (byte)'y', 0xa1, (byte)'z'],
    ];

    public IMutator Mutator { get; } = new PrefixedMutator(1);

    public void Run(byte[] input)
    {
        var method = _server.Service.Methods[input.Length == 0 ? 0 : input[0] % _server.Service.Methods.Count];
        var settled = _server.Settled;
        var executed = _server.Executed;
        var answer = _server.Call(method, input.Length == 0 ? [] : input[1..]);
        executed = _server.Executed - executed;
        FuzzFailureException.ThrowIf(_server.Settled != settled + 1, "the message was not settled once");
        if (!method.OneWay)
        {
            AnswerRules.Check(in answer, executed);
        }
    }

    public void Dispose() => _server.Dispose();
}
