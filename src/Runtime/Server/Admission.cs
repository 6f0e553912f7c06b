using Microsoft.Extensions.Logging;
using TypedRpc.Diagnostics;
using TypedRpc.Protocol;

namespace TypedRpc.Server;

/// <summary>Says which calls are not accepted, before anything of them runs.</summary>
internal sealed class Admission(RpcServiceInfo service, TypedRpcOptions options, ILogger logger, LogRateLimit rateLimit)
{
    public string Draining => $"A server of {service.Name} is stopping and did not start the call.";

    /// <summary>Why a call is refused, or null.</summary>
    public ServerFault? Refusal(Delivery delivery, RpcMethodInfo method, in Frame frame, bool tooLarge, bool draining)
    {
        if (delivery.Redelivered && !method.Idempotent)
        {
            RpcTelemetry.RedeliveredRefused.Add(1);
            if (rateLimit.TryEnter())
            {
                RpcLog.RedeliveredRefused(logger, method.FullName);
            }

            return new ServerFault(
                RpcStatusCode.Unavailable, CallOutcome.Unknown, $"The request of {method.FullName} was delivered before and is not executed again: the method is not marked [Idempotent].");
        }

        if (tooLarge)
        {
            return new ServerFault(RpcStatusCode.ResourceExhausted, CallOutcome.NotExecuted, $"The request is larger than {options.MaxMessageSize:N0} bytes (TypedRpcOptions.MaxMessageSize of the server).");
        }

        if (draining && !method.OneWay)
        {
            return new ServerFault(RpcStatusCode.Unavailable, CallOutcome.NotExecuted, Draining);
        }

        if (!method.OneWay && frame.TimeoutMilliseconds > 0 && delivery.MayHaveWaited.TotalMilliseconds >= frame.TimeoutMilliseconds)
        {
            // It may as well have come just now, and then its caller tries again: that is what this status is for.
            RpcTelemetry.Expired.Add(1);
            return new ServerFault(
                RpcStatusCode.Unavailable, CallOutcome.NotExecuted, $"{method.FullName} was not executed: the server stood still, and the call's deadline may have passed meanwhile.");
        }

        return null;
    }
}
