using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace TypedRpc.Behaviour;

/// <summary>The implementation: does what the test asks, and writes down what it did.</summary>
public sealed class Workbench : IWorkbench
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _gates = new();
    private int _running;

    public ConcurrentQueue<string> Executed { get; } = new();

    public ConcurrentQueue<string> Cancelled { get; } = new();

    public ConcurrentQueue<string> Notes { get; } = new();

    public int MostAtOnce { get; private set; }

    public IWorkbench? Next { get; set; }

    public void Open(string gate) => Gate(gate).TrySetResult();

    public Task<string> EchoAsync(string text, CancellationToken cancellationToken)
    {
        Executed.Enqueue(text);
        return Task.FromResult(text);
    }

    public ValueTask<int> AddAsync(int left, int right) => new(left + right);

    public async Task NothingAsync() => await Task.Yield();

    public ValueTask QuietAsync(CancellationToken cancellationToken) => default;

    public Task<Parcel?> FindAsync(string? name, Parcel? fallback) => Task.FromResult(name is null ? fallback : new Parcel(name, 1, ["found"]));

    public async Task<byte[]> HashAsync(byte[] payload, CancellationToken cancellationToken)
    {
        await Task.Yield();
        return SHA256.HashData(payload);
    }

    public async Task<string> WaitAsync(string gate, CancellationToken cancellationToken)
    {
        await WaitAtAsync(gate, cancellationToken);
        return RpcContext.Current.Method;
    }

    public async Task<bool> WaitIdempotentAsync(string gate, CancellationToken cancellationToken)
    {
        await WaitAtAsync(gate, cancellationToken);
        return RpcContext.Current.Redelivered || RpcContext.Current.Attempt > 1;
    }

    public Task ImpatientAsync(string gate, CancellationToken cancellationToken) => WaitAtAsync(gate, cancellationToken);

    public Task<string> FailAsync(string kind) => throw (kind switch
    {
        "refusal" => new RpcException(RpcStatusCode.NotFound, "There is no such thing."),
        "fault" => new RpcFaultException<OutOfStock>(new OutOfStock("bolt", 3)),
        "undeclared" => new RpcFaultException<Parcel>(new Parcel("secret parcel", 1, []), RpcStatusCode.Aborted, "Not declared."),
        "runtime" => new RpcException(RpcStatusCode.Unavailable, CallOutcome.Unknown, "a nested call failed") { FromRuntime = true },
        _ => new InvalidOperationException("secret: the password is swordfish"),
    });

    public ValueTask NoteAsync(string text, CancellationToken cancellationToken)
    {
        Notes.Enqueue(text);
        return text == "fail" ? throw new InvalidOperationException("a note failed") : default;
    }

    public async ValueTask HoldAsync(string gate, CancellationToken cancellationToken) => await WaitAtAsync(gate, cancellationToken);

    public Task<IReadOnlyDictionary<string, string>> HeadersAsync()
    {
        var headers = new Dictionary<string, string>(RpcContext.Current.Headers) { ["(caller)"] = RpcContext.Current.Caller ?? "(none)" };
        return Task.FromResult<IReadOnlyDictionary<string, string>>(headers);
    }

#pragma warning disable TRPC4010 // A call within a call is what is tested; few are made.
    public async Task<double> RemainingAsync(bool nested) => nested ? await Next!.RemainingAsync(false) : RpcContext.Current.Remaining.TotalMilliseconds;
#pragma warning restore TRPC4010

    public Task<byte[]> LargeAsync(int size) => Task.FromResult(new byte[size]);

    public Task<string> CustomAsync(Guid id, decimal amount, DateTimeOffset when, Colour colour) => Task.FromResult(FormattableString.Invariant($"{id} {amount} {when:O} {colour}"));

    private async Task WaitAtAsync(string gate, CancellationToken cancellationToken)
    {
        Executed.Enqueue(gate);
        var running = Interlocked.Increment(ref _running);
        lock (_gates)
        {
            MostAtOnce = Math.Max(MostAtOnce, running);
        }

        try
        {
            await Gate(gate).Task.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Cancelled.Enqueue(gate);
            throw;
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    private TaskCompletionSource Gate(string name) => _gates.GetOrAdd(name, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
