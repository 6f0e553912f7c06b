using Microsoft.Extensions.Logging;
using TypedRpc.Diagnostics;
using TypedRpc.Protocol;
using TypedRpc.Transport;

namespace TypedRpc.Client;

/// <summary>Takes replies and returned requests apart and gives each frame to its call. Runs on the transport's thread.</summary>
internal sealed class ReplyReceiver(
    RpcClient client, PendingCallTable pending, CallSender sender, ControlSender control, StrayReplies strays, ILogger logger, LogRateLimit rateLimit)
{
    public void OnReply(in InboundMessage message)
    {
        if (message.WhyUnreadable() is { } unreadable)
        {
            Drop(unreadable);
            return;
        }

        var body = message.Body;
        while (!body.IsEmpty)
        {
            if (!FrameReader.TryRead(ref body, out var frame, out var error))
            {
                Drop(error!);
                return;
            }

            OnFrame(in frame, message.Exchange);
        }
    }

    public void OnReturned(in InboundMessage message)
    {
        var body = message.Body;
        var returned = new List<PendingCall>();
        while (!body.IsEmpty && FrameReader.TryRead(ref body, out var frame, out _))
        {
            if (frame.Kind == FrameKind.Call && pending.Find(frame.CallId) is { } call)
            {
                returned.Add(call);
            }
        }

        var unasked = returned.FindAll(static call => !call.Probing && call.ActiveAttempt > 0);
        if (unasked.Count > 0 && message.RoutingKey != unasked[0].Method.Service.ControlKey)
        {
            control.SendProbe(unasked, unasked[0].Session!, OnUnroutable);
        }
        else
        {
            returned.ForEach(call => OnUnroutable(call, call.ActiveAttempt));
        }

        returned.ForEach(static call => call.Release());
    }

    private void OnUnroutable(PendingCall call, int attempt)
    {
        if (call.IsEnded || call.ActiveAttempt != attempt)
        {
            return;
        }

        RpcTelemetry.Unroutable.Add(1);
        sender.FailAttempt(
            call, attempt, RpcStatusCode.Unavailable, CallOutcome.NotExecuted, TransportFailure.Unroutable(call.Method), unroutable: true);
    }

    private void OnFrame(in Frame frame, string exchange)
    {
        if (frame.Kind is not (FrameKind.Result or FrameKind.Fault))
        {
            Drop($"a {frame.Kind} frame in a reply");
            return;
        }

        if (pending.Find(frame.CallId) is not { } call)
        {
            strays.Add();
            return;
        }

        // The broker's permissions decide who may publish to a service's reply exchange, so only that service can answer for it.
        if (exchange != call.Method.Service.ReplyExchange)
        {
            Drop($"a reply to {call.Method.FullName} came through exchange '{Printable.Text(exchange)}' instead of '{call.Method.Service.ReplyExchange}'");
        }
        else
        {
            call.Channel.OnAnswer();
            if (frame.Kind == FrameKind.Result)
            {
                sender.Budget.OnSuccess();
                call.Complete(in frame);
            }
            else
            {
                OnFault(call, in frame);
            }
        }

        call.Release();
    }

    private void OnFault(PendingCall call, in Frame fault)
    {
        var status = fault.Status is > RpcStatusCode.OK and <= RpcStatusCode.Unauthenticated ? fault.Status : RpcStatusCode.Unknown;
        var outcome = fault.Outcome is CallOutcome.NotExecuted or CallOutcome.Executed ? fault.Outcome : CallOutcome.Unknown;
        var message = fault.Message ?? string.Empty;
        var attempt = call.ActiveAttempt;
        if (attempt == 0)
        {
            // The attempt has failed already, and the next one waits for its turn: several servers answer a probe.
            RpcTelemetry.LateReplies.Add(1);
            return;
        }

        if (status == RpcStatusCode.Unavailable && outcome != CallOutcome.Executed)
        {
            sender.FailAttempt(call, attempt, status, outcome, message);
            return;
        }

        var truth = outcome.OfAll(call.MayHaveExecuted);
        client.End(call, ReadDetail(call, in fault) ?? new RpcException(status, truth, message) { ErrorId = fault.ErrorId, FromRuntime = true });
    }

    private static RpcException? ReadDetail(PendingCall call, in Frame fault)
    {
        if (fault.FaultName is null)
        {
            return null;
        }

        try
        {
            return call.ReadFault(in fault);
        }
#pragma warning disable CA1031 // Formatters of users throw whatever they like; the call must end all the same.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return RpcException.ByRuntime(
                RpcStatusCode.Internal, CallOutcome.Executed, $"The fault '{fault.FaultName}' of {call.Method.FullName} cannot be decoded: {exception.Message}", exception);
        }
    }

    private void Drop(string reason)
    {
        RpcTelemetry.InvalidReplies.Add(1);
        if (rateLimit.TryEnter())
        {
            RpcLog.ReplyDropped(logger, reason);
        }
    }
}
