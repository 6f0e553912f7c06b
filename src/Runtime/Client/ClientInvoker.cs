using TypedRpc.Protocol;
using TypedRpc.Serialization;
using TypedRpc.Transport;

namespace TypedRpc.Client;

/// <summary>The invoker of one generated client: its call options, and the service it calls.</summary>
internal sealed class ClientInvoker(RpcClient client, ServiceChannel channel, CallOptions options) : RpcInvoker
{
    public override RpcSerializer Serializer => client.Serializer;

    public override RpcInvoker With(CallOptions changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        if (changes.Timeout is { } timeout && (timeout <= TimeSpan.Zero || timeout > Deadline.Longest))
        {
            throw new ArgumentOutOfRangeException(nameof(changes), timeout, $"A timeout is above 0 and at most {Deadline.Longest.TotalDays:N0} days.");
        }

        // A copy: the caller's own dictionary may change, also while a call reads it.
        var copied = changes.Headers is { } headers ? changes with { Headers = new Dictionary<string, string>(headers) } : changes;
        HeaderCodec.Validate(copied.Headers);
        return new ClientInvoker(client, channel, options.Merge(copied));
    }

    public override ValueTask<TResult> InvokeAsync<TArguments, TResult>(
        RpcMethod<TArguments, TResult> method, in TArguments arguments, CancellationToken cancellationToken) =>
        client.Start(channel, method, in arguments, options, cancellationToken, out var call, out var failure)
            ? call.Task
            : ValueTask.FromException<TResult>(failure);

    public override ValueTask InvokeAsync<TArguments>(RpcMethod<TArguments, Unit> method, in TArguments arguments, CancellationToken cancellationToken) =>
        client.Start(channel, method, in arguments, options, cancellationToken, out var call, out var failure)
            ? call.TaskWithoutResult
            : ValueTask.FromException(failure);

    public override ValueTask SendAsync<TArguments>(RpcMethod<TArguments, Unit> method, in TArguments arguments, CancellationToken cancellationToken) =>
        client.OneWay.SendAsync(channel, method, in arguments, options, cancellationToken);
}
