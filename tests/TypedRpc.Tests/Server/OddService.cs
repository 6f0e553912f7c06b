using System.Collections.Concurrent;

namespace TypedRpc.Tests.Server;

/// <summary>Does what is asked of it, and fails in ways that handlers should not.</summary>
public sealed class OddService : IOddService
{
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ConcurrentQueue<string> Started { get; } = new();

    public IOddService? Next { get; set; }

    public void Open() => _gate.TrySetResult();

    public Task RefuseAsync(int length) => throw new RpcException(RpcStatusCode.NotFound, new string('x', length));

    public Task FailStrangelyAsync() => throw new UnreadableException();

#pragma warning disable TRPC4010 // Another server of the same kind.
    public Task FaultAsync() => Next is null ? throw new RpcFaultException<int>(5, RpcStatusCode.OutOfRange, "the text of the inner service") : Next.FaultAsync();
#pragma warning restore TRPC4010

    public async Task<int> EnterAsync(string text)
    {
        Started.Enqueue(text);
        await _gate.Task;
        return Started.Count;
    }

    public async ValueTask NoteAsync(string text)
    {
        Started.Enqueue(text);
        await _gate.Task;
    }

    public ValueTask NoteAgainAsync(string text) => NoteAsync(text);

    private sealed class UnreadableException : Exception
    {
        public override string Message => throw new InvalidOperationException("There is no message.");
    }
}
