using TypedRpc.Fuzz.Benches;
using TypedRpc.Fuzz.Mutation;
using TypedRpc.Protocol;

namespace TypedRpc.Fuzz.Targets;

/// <summary>A message from the control queue: cancellations and probes. Nothing is executed, whatever it says.</summary>
internal sealed class ControlTarget : IFuzzTarget
{
    private readonly ServerBench _server = new();

    public IReadOnlyList<byte[]> Seeds { get; } =
    [
        SeedMessages.Cancel(), SeedMessages.RequestWithHeaders, SeedMessages.Instance.Requests[0], [.. SeedMessages.Cancel(), .. SeedMessages.Instance.Requests[2], .. SeedMessages.Cancel()],
    ];

    public IMutator Mutator => MessagePackMutator.Instance;

    public void Run(byte[] input)
    {
        var message = _server.Message(input);
        _server.Endpoint.OnControl(_server.Consumer, in message);
        FuzzFailureException.ThrowIf(_server.Executed != 0, "a control message was executed");
        foreach (var answer in _server.Session.TakeReplies().Select(ServerBench.ReadOne))
        {
            FuzzFailureException.ThrowIf(
                answer is not { Kind: FrameKind.Fault, Outcome: CallOutcome.NotExecuted, Status: RpcStatusCode.Unavailable or RpcStatusCode.Unimplemented },
                $"the answer {answer.Kind} {answer.Status} {answer.Outcome}: {answer.Message}");
        }
    }

    public void Dispose() => _server.Dispose();
}
