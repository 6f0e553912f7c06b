using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;
using TypedRpc.RabbitMQ.Transport;
using TypedRpc.Transport;

namespace TypedRpc.IntegrationTests.Transport;

/// <summary>What the broker's refusals mean: some are for an operator, others pass.</summary>
public sealed class FailureTests
{
    [Theory]
    [Trait("Fault", "A21")]
    [InlineData(404, "NOT_FOUND - no queue 'q' in vhost '/'", TransportError.Topology)]
    [InlineData(404, "NOT_FOUND - home node 'rabbit@one' of durable queue 'q' in vhost '/' is down or inaccessible", TransportError.Unavailable)]
    [InlineData(404, "NOT_FOUND - queue 'q' in vhost '/' has crashed and failed to restart", TransportError.Unavailable)]
    [InlineData(404, "NOT_FOUND - queue 'q' in vhost '/' process is stopped by supervisor", TransportError.Unavailable)]
    [InlineData(405, "RESOURCE_LOCKED - cannot obtain exclusive access to locked queue 'q'", TransportError.Unavailable)]
    [InlineData(406, "PRECONDITION_FAILED - inequivalent arg 'x-max-length' for queue 'q'", TransportError.Topology)]
    [InlineData(403, "ACCESS_REFUSED - access to queue 'q' refused", TransportError.AccessRefused)]
    public void A_refused_declaration_is_final_only_when_somebody_has_to_change_something(int code, string text, TransportError error) =>
        Failure.OfSetup("Declaring queue 'q'", Refusal(code, text)).Error.ShouldBe(error);

    [Theory]
    [Trait("Fault", "B17")]
    [InlineData("NOT_ALLOWED - access to vhost 'v' refused for user 'u'", TransportError.AccessRefused)]
    [InlineData("NOT_ALLOWED - vhost v not found", TransportError.AccessRefused)]
    [InlineData("NOT_ALLOWED - vhost 'v' is down", TransportError.Unavailable)]
    [InlineData("NOT_ALLOWED - access to vhost 'v' refused for user 'u': connection limit (1) is reached", TransportError.Unavailable)]
    public void A_refused_connection_is_final_only_when_somebody_has_to_change_something(string text, TransportError error) =>
        Failure.OfConnect("broker", Refusal(530, text), new RabbitMQ.RabbitMqOptions(), null).Error.ShouldBe(error);

    private static OperationInterruptedException Refusal(int code, string text) =>
        new(new ShutdownEventArgs(global::RabbitMQ.Client.ShutdownInitiator.Peer, (ushort)code, text));
}
