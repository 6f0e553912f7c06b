using TypedRpc.Transport;

namespace TypedRpc.Client;

/// <summary>What a failure of the transport means to a caller.</summary>
internal static class TransportFailure
{
    public static RpcStatusCode StatusOf(TransportException exception) => exception.Error switch
    {
        TransportError.Rejected => RpcStatusCode.ResourceExhausted,
        TransportError.AccessRefused => RpcStatusCode.PermissionDenied,
        _ => RpcStatusCode.Unavailable,
    };

    public static CallOutcome OutcomeOf(TransportException exception) => exception.MayHaveBeenSent ? CallOutcome.Unknown : CallOutcome.NotExecuted;

    public static string Unroutable(RpcMethodInfo method) =>
        $"No server is bound for {method.FullName} (exchange '{method.Service.Exchange}', routing key '{method.RoutingKey}').";
}
