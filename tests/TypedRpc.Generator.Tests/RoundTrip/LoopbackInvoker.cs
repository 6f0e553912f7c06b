using System.Buffers;
using MessagePack;
using TypedRpc.Client;
using TypedRpc.Serialization;
using TypedRpc.Server;

namespace TypedRpc.Generator.Tests.RoundTrip;

/// <summary>Sends the bytes of a call straight to a dispatcher.</summary>
internal sealed class LoopbackInvoker<TContract>(RpcDispatcher<TContract> dispatcher, TContract service, RpcSerializer serializer) : RpcInvoker
    where TContract : class
{
    public override RpcSerializer Serializer => serializer;

    public CallOptions? Options { get; private set; }

    /// <summary>The method of the last call.</summary>
    public int MethodIndex { get; private set; }

    /// <summary>The arguments of the last call.</summary>
    public byte[] Request { get; private set; } = [];

    public override RpcInvoker With(CallOptions options)
    {
        Options = options;
        return this;
    }

    public override ValueTask<TResult> InvokeAsync<TArguments, TResult>(RpcMethod<TArguments, TResult> method, in TArguments arguments, CancellationToken cancellationToken)
    {
        Write(method, arguments);
        return ReceiveAsync(method, cancellationToken);
    }

    public override ValueTask InvokeAsync<TArguments>(RpcMethod<TArguments, Unit> method, in TArguments arguments, CancellationToken cancellationToken)
    {
        Write(method, arguments);
        return Discard(ReceiveAsync(method, cancellationToken));

        static async ValueTask Discard(ValueTask<Unit> call) => await call;
    }

    public override ValueTask SendAsync<TArguments>(RpcMethod<TArguments, Unit> method, in TArguments arguments, CancellationToken cancellationToken)
    {
        Write(method, arguments);
        return Send();

        async ValueTask Send() => (await DispatchAsync(method.Info.Index, cancellationToken)).ShouldBeNull();
    }

    private void Write<TArguments, TResult>(RpcMethod<TArguments, TResult> method, in TArguments arguments)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(buffer);
        method.WriteArguments(ref writer, arguments);
        writer.Flush();
        MethodIndex = method.Info.Index;
        Request = buffer.WrittenSpan.ToArray();
    }

    private async ValueTask<TResult> ReceiveAsync<TArguments, TResult>(RpcMethod<TArguments, TResult> method, CancellationToken cancellationToken)
    {
        var response = (await DispatchAsync(method.Info.Index, cancellationToken)).ShouldNotBeNull();
        var reader = new MessagePackReader(response);
        var result = method.ReadResult(ref reader);
        reader.End.ShouldBeTrue();
        return result;
    }

    private async ValueTask<byte[]?> DispatchAsync(int methodIndex, CancellationToken cancellationToken)
    {
        var call = new LoopbackCall(methodIndex, Request, cancellationToken);
        await dispatcher.DispatchAsync(service, call);
        return call.Response;
    }
}
