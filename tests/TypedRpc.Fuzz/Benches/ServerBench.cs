using Microsoft.Extensions.Logging.Abstractions;
using TypedRpc.Binding;
using TypedRpc.Fuzz.Contracts;
using TypedRpc.Protocol;
using TypedRpc.Serialization;
using TypedRpc.Server;
using TypedRpc.Transport;

namespace TypedRpc.Fuzz.Benches;

/// <summary>The server side of the contract: the runtime's endpoint and the generated dispatcher, without a transport.</summary>
internal sealed class ServerBench : IDisposable
{
    private const string Client = "client-1";
    private const int MaxMessageSize = 64 * 1024;

    private readonly Fuzzed _implementation = new();
    private readonly BenchConsumer _consumer;
    private ulong _tag;

    public ServerBench()
    {
        var contract = RpcContractRegistry.Get<IFuzzed>();
        var options = new TypedRpcOptions { MaxMessageSize = MaxMessageSize, IncludeExceptionDetails = true, Coalescing = new CoalescingOptions { Enabled = false } };
        var dispatcher = contract.CreateServiceDispatcher(new RpcSerializer(options.GetSerializer()), new InstanceActivator(_implementation));
        Service = contract.Service;
        _consumer = new BenchConsumer(Session);
        Endpoint = new ServiceEndpoint(Service, dispatcher, new ServiceOptions(), options, new FrozenTimeProvider(), NullLogger.Instance);
    }

    public RpcServiceInfo Service { get; }

    public ServiceEndpoint Endpoint { get; }

    public BenchSession Session { get; } = new();

    public IServiceConsumer Consumer => _consumer;

    public int Settled => _consumer.Settled;

    public int Executed => _implementation.Executed;

    public InboundMessage Message(byte[] body) => new(Service.Exchange, "key", body, ReplyTo: Client, DeliveryTag: ++_tag);

    /// <summary>Has a method called with encoded arguments, on this thread; returns the answer.</summary>
    public Frame Call(RpcMethodInfo method, byte[] arguments)
    {
        var delivery = new Delivery(Endpoint, Consumer, Message(arguments));
        var frame = new Frame { Kind = FrameKind.Call, CallId = CallId.Mark, Attempt = 1, Payload = delivery.Body };
        var call = new ServerCallContext(delivery, method, in frame, null);
        FuzzFailureException.ThrowIf(!Endpoint.Calls.TryAdd(call, again: false), "an earlier call was left behind");
        delivery.CompleteOne();
        var run = call.RunAsync();
        FuzzFailureException.ThrowIf(!run.IsCompletedSuccessfully, "the call did not end");
        var replies = Session.TakeReplies();
        FuzzFailureException.ThrowIf(replies.Count != (method.OneWay ? 0 : 1), $"{replies.Count} answers to {method.FullName}");
        return method.OneWay ? default : ReadOne(replies[0]);
    }

    public void Dispose() => Endpoint.Dispose();

    /// <summary>Takes an answer of the server apart; it must be whole.</summary>
    public static Frame ReadOne(byte[] reply)
    {
        ReadOnlyMemory<byte> body = reply;
        FuzzFailureException.ThrowIf(!FrameReader.TryRead(ref body, out var frame, out var error) || !body.IsEmpty, $"the answer is no frame: {error}");
        return frame;
    }
}
