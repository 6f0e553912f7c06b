using TypedRpc.Fuzz.Benches;

namespace TypedRpc.Fuzz.Targets;

/// <summary>A whole message from the reply queue: results, faults of every kind, and what is neither.</summary>
internal sealed class ReplyTarget : ClientTarget
{
    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        .. SeedMessages.Instance.Results.Select(static (result, method) => For(method, SeedMessages.Reply(result))),
        For(0, SeedMessages.Fault(SeedMessages.Instance.FaultDetail)),
        For(1, SeedMessages.PlainFault(RpcStatusCode.Unavailable, CallOutcome.NotExecuted)),
        For(2, SeedMessages.PlainFault(RpcStatusCode.Internal, CallOutcome.Executed)),
        For(6, [.. SeedMessages.PlainFault(RpcStatusCode.Unavailable, CallOutcome.Unknown), .. SeedMessages.Reply(SeedMessages.Instance.Results[6])]),
    ];

    // That the end is one of the runtime's is checked with every call.
    protected override void Run(ClientCall method, byte[] input) => Client.Reply(method, input);
}
