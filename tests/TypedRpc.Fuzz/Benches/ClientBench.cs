using TypedRpc.Binding;
using TypedRpc.Fuzz.Contracts;
using TypedRpc.Transport;

namespace TypedRpc.Fuzz.Benches;

/// <summary>The client side of the contract: a connection with the generated proxy, without a broker.</summary>
internal sealed class ClientBench : IDisposable
{
    private readonly RpcServiceInfo _service = RpcContractRegistry.Get<IFuzzed>().Service;
    private readonly BenchTransport _transport = new();
    private readonly RpcConnection _connection;
    private readonly IFuzzed _client;

    public ClientBench()
    {
        _connection = new RpcConnection(_transport, new TypedRpcOptions { Coalescing = new CoalescingOptions { Enabled = false } }, timeProvider: new FrozenTimeProvider());
        _connection.StartAsync().GetAwaiter().GetResult();
        _client = _connection.CreateClient<IFuzzed>();
    }

    /// <summary>The request of a method as the client sends it.</summary>
    public byte[] Request(ClientCall method)
    {
        // Before the call is cancelled: that is published as well.
        byte[] request = [];
        Answer(method, (_, _) => request = CallId.Marked(_transport.Session.Published));
        return request;
    }

    /// <summary>Has a reply come while a call of the method waits; returns how the call ended. Without an end of its own it is cancelled.</summary>
    public Exception? Reply(ClientCall method, byte[] reply) => Answer(method, (observer, callId) =>
        observer.OnReply(new InboundMessage(_service.ReplyExchange, "bench-replies", CallId.Put(reply, callId))));

    /// <summary>Has a request come back while a call of the method waits.</summary>
    public Exception? Return(ClientCall method, byte[] returned) => Answer(method, (observer, callId) =>
        observer.OnReturned(new InboundMessage(_service.Exchange, "key", CallId.Put(returned, callId))));

    public void Dispose()
    {
        // It waits for nothing: no call is left, and no service is served.
        _transport.Session.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _connection.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    private Exception? Answer(ClientCall method, Action<ISessionObserver, ulong> answer)
    {
        using var cancellation = new CancellationTokenSource();
        method.Start(_client, cancellation.Token);
        answer(_transport.Observer, CallId.Read(_transport.Session.Published));
        if (!method.IsCompleted)
        {
            cancellation.Cancel();
            FuzzFailureException.ThrowIf(!method.IsCompleted, "the call waits although it was cancelled");
        }

        var end = method.Finish();
        FuzzFailureException.ThrowIf(_connection.PendingCalls != 0, "a call was left behind");
        FuzzFailureException.ThrowIf(end is not (null or RpcException or OperationCanceledException), $"the call ended with {end?.GetType()}: {end?.Message}");
        return end;
    }
}
