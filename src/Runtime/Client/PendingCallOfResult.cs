using System.Collections.Concurrent;
using System.Threading.Tasks.Sources;
using MessagePack;
using TypedRpc.Protocol;
using TypedRpc.Serialization;

namespace TypedRpc.Client;

/// <summary>A call whose caller awaits a result.</summary>
internal sealed class PendingCall<TArguments, TResult> : PendingCall, IValueTaskSource<TResult>, IValueTaskSource
{
    /// <summary>Bounds what an idle process keeps, for each pair of types.</summary>
    private const int MaxPooled = 4096;

    private static readonly ConcurrentQueue<PendingCall<TArguments, TResult>> Pool = new();
    private static int _pooled;

    // Asynchronously: a caller's continuation must never run on the thread that receives everybody's replies.
    private ManualResetValueTaskSourceCore<TResult> _source = new() { RunContinuationsAsynchronously = true };
    private RpcMethod<TArguments, TResult> _method = null!;
    private int _taken;

    private PendingCall()
    {
    }

    public ValueTask<TResult> Task => new(this, _source.Version);

    public ValueTask TaskWithoutResult => new(this, _source.Version);

    /// <summary>A call that its awaiter holds.</summary>
    public static PendingCall<TArguments, TResult> Rent(
        RpcClient client, ServiceChannel channel, RpcMethod<TArguments, TResult> method, CallOptions options, int maxMessageSize, CancellationToken cancellationToken)
    {
        if (Pool.TryDequeue(out var call))
        {
            Interlocked.Decrement(ref _pooled);
        }
        else
        {
            call = new PendingCall<TArguments, TResult>();
        }

        call._method = method;
        call.Prepare(client, channel, method.Info, options, maxMessageSize, cancellationToken);
        return call;
    }

    public override void Fail(Exception exception) => _source.SetException(exception);

    public override void Complete(in Frame result)
    {
        TResult value;
        try
        {
            PayloadShape.Check(result.Payload.Span);
            var reader = new MessagePackReader(result.Payload);
            value = _method.ReadResult(ref reader);
            if (!reader.End)
            {
                throw new RpcDecodeException("there are bytes behind the result");
            }
        }
#pragma warning disable CA1031 // Formatters of users throw whatever they like; the call must end all the same.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Client.End(this, RpcException.ByRuntime(
                RpcStatusCode.Internal, CallOutcome.Executed, $"The reply to {Method.FullName} cannot be decoded: {exception.Message}", exception));
            return;
        }

        if (TryEnd())
        {
            Client.Finish(this, RpcStatusCode.OK, null);
            _source.SetResult(value);
        }
    }

    public override RpcException? ReadFault(in Frame fault)
    {
        foreach (var codec in _method.Faults)
        {
            if (codec.Name == fault.FaultName)
            {
                PayloadShape.Check(fault.Payload.Span);
                var reader = new MessagePackReader(fault.Payload);
                return codec.Read(ref reader, fault.Status, fault.Message ?? string.Empty);
            }
        }

        return null;
    }

    TResult IValueTaskSource<TResult>.GetResult(short token) => Take(token);

    ValueTaskSourceStatus IValueTaskSource<TResult>.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource<TResult>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);

    void IValueTaskSource.GetResult(short token) => Take(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);

    protected override void Recycle()
    {
        base.Recycle();
        _method = null!;
        _taken = 0;
        _source.Reset();
        if (Volatile.Read(ref _pooled) < MaxPooled)
        {
            Interlocked.Increment(ref _pooled);
            Pool.Enqueue(this);
        }
    }

    // The awaiter's one look at the result; a second one, which no ValueTask allows, must not let go of the call again.
    private TResult Take(short token)
    {
        if (_source.GetStatus(token) == ValueTaskSourceStatus.Pending || Interlocked.Exchange(ref _taken, 1) != 0)
        {
            throw new InvalidOperationException("A call's ValueTask can be awaited once, and its result is there only when it has completed.");
        }

        try
        {
            return _source.GetResult(token);
        }
        finally
        {
            Release();
        }
    }
}
