using System.Collections.Concurrent;

namespace TypedRpc.TestSupport.Ledger.Calls;

/// <summary>Writes the ledger, then answers.</summary>
public sealed class LedgeredService(ExecutionLedger ledger) : ILedgered
{
    /// <summary>What the exception of <see cref="FailAsync"/> says; nobody but the server's log may see it.</summary>
    public const string Secret = "canary-handler-exception";

    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentDictionary<string, byte> _cancelled = new();
    private int _executions;

    /// <summary>How many handlers have begun.</summary>
    public int Executions => Volatile.Read(ref _executions);

    /// <summary>The calls whose handlers were told to stop.</summary>
    public ICollection<string> Cancelled => _cancelled.Keys;

    /// <summary>Lets the calls of <see cref="HoldAsync"/> end.</summary>
    public void OpenGate() => _gate.TrySetResult();

    /// <inheritdoc/>
    public async ValueTask<string> EchoAsync(string callId, byte[] payload, CancellationToken cancellationToken)
    {
        string answer = Write(callId, payload);
        await Task.Yield();
        return answer;
    }

    /// <inheritdoc/>
    public ValueTask<string> EchoIdempotentAsync(string callId, byte[] payload, CancellationToken cancellationToken) =>
        EchoAsync(callId, payload, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<string> SlowAsync(string callId, byte[] payload, int milliseconds, CancellationToken cancellationToken)
    {
        string answer = Write(callId, payload);
        await WaitAsync(callId, Task.Delay(milliseconds, cancellationToken));
        return answer;
    }

    /// <inheritdoc/>
    public ValueTask<string> SlowIdempotentAsync(string callId, byte[] payload, int milliseconds, CancellationToken cancellationToken) =>
        SlowAsync(callId, payload, milliseconds, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<string> HoldAsync(string callId, byte[] payload, CancellationToken cancellationToken)
    {
        string answer = Write(callId, payload);
        await WaitAsync(callId, _gate.Task.WaitAsync(cancellationToken));
        return answer;
    }

    /// <inheritdoc/>
    public ValueTask<string> FailAsync(string callId, byte[] payload, CancellationToken cancellationToken)
    {
        Write(callId, payload);
        throw new InvalidOperationException(Secret);
    }

    /// <inheritdoc/>
    public ValueTask NoteAsync(string callId, byte[] payload, CancellationToken cancellationToken)
    {
        Write(callId, payload);
        return default;
    }

    private string Write(string callId, byte[] payload)
    {
        RpcContext context = RpcContext.Current;
        string hash = Payload.HashOf(payload);
        ledger.Append(new Execution(callId, context.Attempt, context.Redelivered, hash, Environment.ProcessId));
        Interlocked.Increment(ref _executions);
        return Payload.AnswerTo(callId, hash);
    }

    private async Task WaitAsync(string callId, Task task)
    {
        try
        {
            await task;
        }
        catch (OperationCanceledException)
        {
            _cancelled.TryAdd(callId, 0);
            throw;
        }
    }
}
