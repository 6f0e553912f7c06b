using TypedRpc.Fuzz.Benches;

namespace TypedRpc.Fuzz.Targets;

/// <summary>The value of a result, through the generated reader: a result, or Internal and executed.</summary>
internal sealed class ResultTarget : ClientTarget
{
    public override IReadOnlyList<byte[]> Seeds { get; } = [.. SeedMessages.Instance.Results.Select(static (result, method) => For(method, result))];

    protected override void Run(ClientCall method, byte[] input)
    {
        var end = Client.Reply(method, SeedMessages.Reply(input));
        FuzzFailureException.ThrowIf(end is not (null or RpcException { StatusCode: RpcStatusCode.Internal, Outcome: CallOutcome.Executed }), $"the call ended with {end?.GetType()}: {end?.Message}");
    }
}
