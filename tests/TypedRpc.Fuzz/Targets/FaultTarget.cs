using TypedRpc.Fuzz.Benches;

namespace TypedRpc.Fuzz.Targets;

/// <summary>The detail of a declared fault: the fault, or Internal and executed. A method that does not declare it gives its status without the detail.</summary>
internal sealed class FaultTarget : ClientTarget
{
    public override IReadOnlyList<byte[]> Seeds { get; } = [For(0, SeedMessages.Instance.FaultDetail), For(1, SeedMessages.Instance.FaultDetail)];

    protected override void Run(ClientCall method, byte[] input)
    {
        var end = Client.Reply(method, SeedMessages.Fault(input));
        FuzzFailureException.ThrowIf(
            end is not RpcException { StatusCode: RpcStatusCode.FailedPrecondition or RpcStatusCode.Internal, Outcome: CallOutcome.Executed }, $"the call ended with {end?.GetType()}: {end?.Message}");
    }
}
