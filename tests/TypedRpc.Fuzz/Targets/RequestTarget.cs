using TypedRpc.Fuzz.Benches;
using TypedRpc.Fuzz.Mutation;
using TypedRpc.Protocol;

namespace TypedRpc.Fuzz.Targets;

/// <summary>A whole message from the request queue: settled once, and each call in it answered once at most, with the truth.</summary>
internal sealed class RequestTarget : IFuzzTarget
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ServerBench _server = new();

    public IReadOnlyList<byte[]> Seeds { get; } =
    [
        .. SeedMessages.Instance.Requests, SeedMessages.RequestWithHeaders,
        [.. SeedMessages.Instance.Requests[1], .. SeedMessages.RequestWithHeaders, .. SeedMessages.Instance.Requests[6]],
    ];

    public IMutator Mutator => MessagePackMutator.Instance;

    public void Run(byte[] input)
    {
        var settled = _server.Settled;
        var executed = _server.Executed;
        var message = _server.Message(input);
        _server.Endpoint.OnRequest(_server.Consumer, in message);

        // Accepted calls run on the thread pool; with the last of them the message is settled.
        FuzzFailureException.ThrowIf(!SpinWait.SpinUntil(() => _server.Settled != settled, Patience), "the message was not settled");
        FuzzFailureException.ThrowIf(_server.Settled != settled + 1, "the message was settled more than once");
        FuzzFailureException.ThrowIf(_server.Endpoint.Calls.Count != 0, "a call was left behind");
        executed = _server.Executed - executed;
        var results = 0;
        foreach (var answer in _server.Session.TakeReplies().Select(ServerBench.ReadOne))
        {
            results += answer.Kind == FrameKind.Result ? 1 : 0;
            var refused = answer is { Kind: FrameKind.Fault, Outcome: CallOutcome.NotExecuted, ErrorId: null, Status: RpcStatusCode.Internal or RpcStatusCode.Unimplemented };
            FuzzFailureException.ThrowIf(answer.Kind != FrameKind.Result && !refused, $"the answer {answer.Kind} {answer.Status} {answer.Outcome}: {answer.Message}");
        }

        // One-way calls are executed without an answer.
        FuzzFailureException.ThrowIf(executed < results, $"{results} results, and {executed} executions");
    }

    public void Dispose() => _server.Dispose();
}
