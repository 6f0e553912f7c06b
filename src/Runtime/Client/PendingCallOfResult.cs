using System.Threading.Tasks.Sources;
using MessagePack;
using TypedRpc.Protocol;
using TypedRpc.Serialization;

namespace TypedRpc.Client;

/// <summary>A call whose caller awaits a result.</summary>
internal sealed class PendingCall<TArguments, TResult>(
    RpcClient client, ServiceChannel channel, RpcMethod<TArguments, TResult> method, CallOptions options, PooledBufferWriter frame)
    : PendingCall(client, channel, method.Info, options, frame), IValueTaskSource<TResult>, IValueTaskSource
{
    // Asynchronously: a caller's continuation must never run on the thread that receives everybody's replies.
    private ManualResetValueTaskSourceCore<TResult> _source = new() { RunContinuationsAsynchronously = true };

    public ValueTask<TResult> Task => new(this, _source.Version);

    public ValueTask TaskWithoutResult => new(this, _source.Version);

    public override void Fail(Exception exception) => _source.SetException(exception);

    public override void Complete(in Frame result)
    {
        TResult value;
        try
        {
            var reader = new MessagePackReader(result.Payload);
            value = method.ReadResult(ref reader);
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
        foreach (var codec in method.Faults)
        {
            if (codec.Name == fault.FaultName)
            {
                var reader = new MessagePackReader(fault.Payload);
                return codec.Read(ref reader, fault.Status, fault.Message ?? string.Empty);
            }
        }

        return null;
    }

    TResult IValueTaskSource<TResult>.GetResult(short token) => _source.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<TResult>.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource<TResult>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);

    void IValueTaskSource.GetResult(short token) => _source.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);
}
