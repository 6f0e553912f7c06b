using MessagePack;
using TypedRpc.Client;
using TypedRpc.Loopback;
using TypedRpc.Serialization;

namespace TypedRpc.MicroBenchmarks.Codecs;

/// <summary>Generated layouts are private to their contract; a proxy hands them to its invoker with each call.</summary>
internal sealed class LayoutCatcher : RpcInvoker
{
    private object? _caught;

    public override RpcSerializer Serializer { get; } = new(MessagePackSerializerOptions.Standard);

    public RpcMethod<TArguments, TResult> Catch<TArguments, TResult>(Func<IMeasured, Task<TResult>> call)
    {
        _ = call(MeasuredRpc.Contract.CreateProxy(this));
        return (RpcMethod<TArguments, TResult>)_caught!;
    }

    public override RpcInvoker With(CallOptions options) => this;

    public override ValueTask<TResult> InvokeAsync<TArguments, TResult>(RpcMethod<TArguments, TResult> method, in TArguments arguments, CancellationToken cancellationToken)
    {
        _caught = method;
        return default;
    }

    public override ValueTask InvokeAsync<TArguments>(RpcMethod<TArguments, Unit> method, in TArguments arguments, CancellationToken cancellationToken) => default;

    public override ValueTask SendAsync<TArguments>(RpcMethod<TArguments, Unit> method, in TArguments arguments, CancellationToken cancellationToken) => default;
}
