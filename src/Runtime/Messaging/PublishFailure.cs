using TypedRpc.Transport;

namespace TypedRpc.Messaging;

/// <summary>What the caller of a publish is told; the outcome says whether the broker may have the message.</summary>
internal static class PublishFailure
{
    public static RpcException DeadlineExceeded(PendingPublish item) => Of(
        RpcStatusCode.DeadlineExceeded, item, $"The broker did not confirm the message to exchange '{item.Exchange.Name}' in time.");

    public static RpcException Returned(PendingPublish item) => Of(
        RpcStatusCode.Unavailable, item, $"No queue is bound for the message (exchange '{item.Exchange.Name}', routing key '{item.Message.RoutingKey}').");

    /// <summary>A message goes to several queues: that one has refused it does not say that none has it.</summary>
    public static RpcException Refused(PendingPublish item, string? reason) => RpcException.ByRuntime(
        RpcStatusCode.ResourceExhausted,
        CallOutcome.Unknown,
        $"The broker refused the message to exchange '{item.Exchange.Name}' for at least one queue, because it is full or has failed{(reason is null ? "." : $": {reason}")}");

    public static RpcException Lost(PendingPublish item, string? reason) => Of(
        RpcStatusCode.Unavailable, item, $"The connection was lost {item.Attempts} times while the message to exchange '{item.Exchange.Name}' was on its way: {reason ?? "no reason is known"}");

    public static RpcException Disposed(PendingPublish item) => Of(RpcStatusCode.Unavailable, item, "The connection was disposed.");

    public static RpcException OfTopology(PendingPublish item, TransportException exception) => RpcException.ByRuntime(
        exception.Error == TransportError.AccessRefused ? RpcStatusCode.PermissionDenied : RpcStatusCode.Unavailable, OutcomeOf(item), exception.Message, exception);

    private static RpcException Of(RpcStatusCode status, PendingPublish item, string message) => RpcException.ByRuntime(status, OutcomeOf(item), message);

    private static CallOutcome OutcomeOf(PendingPublish item) => item.MayBeAccepted ? CallOutcome.Unknown : CallOutcome.NotExecuted;
}
