using MessagePack;
using Microsoft.Extensions.Logging.Abstractions;
using TypedRpc.Binding;
using TypedRpc.Protocol;
using TypedRpc.Serialization;
using TypedRpc.Server;
using TypedRpc.Tests.Fakes;
using TypedRpc.Transport;

namespace TypedRpc.Tests.Server;

/// <summary>Whoever finds a call among those that the server holds may end it at once, as a stopping server does.</summary>
public sealed class InFlightCallsTests
{
    [Fact]
    public async Task A_call_that_ends_while_its_message_is_taken_apart_does_not_settle_it()
    {
        var contract = RpcContractRegistry.Get<IOddService>();
        var options = new TypedRpcOptions();
        var dispatcher = contract.CreateServiceDispatcher(new RpcSerializer(options.GetSerializer()), new InstanceActivator(new OddService()));
        using var endpoint = new ServiceEndpoint(contract.Service, dispatcher, new ServiceOptions(), options, TimeProvider.System, NullLogger.Instance);
        await using var session = await new ScriptedTransport(static (_, _) => { }).OpenAsync(null!, TestContext.Current.CancellationToken);
        var consumer = new SettledConsumer(session);
        var method = contract.Service.Methods.Single(static method => method.Name == "Enter");
        var delivery = new Delivery(endpoint, consumer, new InboundMessage("odd", method.RoutingKey, Request(method), ReplyTo: "replies", DeliveryTag: 7));
        var body = delivery.Body;
        FrameReader.TryRead(ref body, out var frame, out _).ShouldBeTrue();

        endpoint.Calls.TryAdd(new ServerCallContext(delivery, method, in frame, null), again: false).ShouldBeTrue();
        endpoint.Calls.Snapshot().ShouldHaveSingleItem().Refuse(RpcStatusCode.Unavailable, CallOutcome.NotExecuted, "The server stops.");
        endpoint.Calls.Count.ShouldBe(0);
        consumer.Settled.ShouldBeEmpty();

        delivery.CompleteOne();
        consumer.Settled.ShouldBe([7UL]);
    }

    private static byte[] Request(RpcMethodInfo method)
    {
        using var buffer = PooledBufferWriter.Rent(1024);
        var payload = FrameWriter.BeginCall(buffer, method.FullNameUtf8.Span, null, default);
        var writer = new MessagePackWriter(buffer);
        writer.WriteArrayHeader(1);
        writer.Write("text");
        writer.Flush();
        FrameWriter.EndPayload(buffer, payload);
        FrameWriter.PatchCall(buffer.WrittenSpan, 1, 10_000, 1);
        return buffer.WrittenSpan.ToArray();
    }
}
