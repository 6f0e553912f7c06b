using TypedRpc.Diagnostics;
using TypedRpc.Protocol;
using TypedRpc.Transport;

namespace TypedRpc.Client;

/// <summary>Takes calls to the broker: at once when the way is free, else when it becomes so; again when that is safe.</summary>
internal sealed class CallSender(
    RpcClient client, SessionSupervisor supervisor, PendingCallTable pending, FlowGate gate, TimeProvider timeProvider)
{
    public RetryBudget Budget { get; } = new();

    public long Now => timeProvider.GetTimestamp();

    /// <summary>The session that a service's calls can be sent on right now, or null.</summary>
    public ITransportSession? ReadySession(ServiceChannel channel) =>
        supervisor.Current is { IsClosed: false } session && channel.IsAttachedTo(session) && gate.IsOpen ? session : null;

    /// <summary>Starts an attempt, writes it into the frame, and returns the milliseconds that are left. The call may have ended meanwhile: look once more.</summary>
    public uint BeginAttempt(PendingCall call, ITransportSession session, long now)
    {
        if (call.Attempts > 0)
        {
            pending.Renew(call);
        }

        call.BeginAttempt(session);
        var remaining = Deadline.RemainingMilliseconds(timeProvider, call.Deadline, now);
        FrameWriter.PatchCall(call.Frame.WrittenSpan, call.Id, remaining, call.Attempts);
        return remaining;
    }

    /// <summary>Publishes one or more calls; returns what went wrong, or null.</summary>
    public static async ValueTask<TransportException?> PublishAsync(ITransportSession session, CallLine line, MessageBody body, uint remaining)
    {
        try
        {
            // A quarter is left to do the work in: under overload the broker hands out what is about to expire, and what begins any later would end for nobody.
            var message = new OutboundMessage(line.Exchange, line.RoutingKey, body.Whole, remaining - (remaining / 4), session.ReplyAddress, Mandatory: true) { Parts = body.Parts };
            await session.PublishAsync(in message, CancellationToken.None).ConfigureAwait(false);
            return null;
        }
        catch (TransportException exception)
        {
            return exception;
        }
#pragma warning disable CA1031 // Whatever went wrong, the calls end with it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return new TransportException(TransportError.Unavailable, $"The message could not be sent: {exception.Message}", exception) { MayHaveBeenSent = true };
        }
    }

    public void OnPublished(PendingCall call, int attempt, ITransportSession session, TransportException? failure)
    {
        if (failure is not null)
        {
            if (!failure.MayHaveBeenSent)
            {
                call.MarkNotHandedOver();
            }

            FailAttempt(call, attempt, TransportFailure.StatusOf(failure), TransportFailure.OutcomeOf(failure), failure.Message, failure);
        }
        else if (session.IsClosed)
        {
            // A session that ended before this attempt began has been swept already: nobody else would end the attempt.
            FailAttempt(call, attempt, RpcStatusCode.Unavailable, CallOutcome.Unknown, $"The connection to {supervisor.Description} was lost while {call.Method.FullName} was sent.");
        }
    }

    /// <summary>Sends a call in a message of its own. Takes over a hold.</summary>
    public async Task SendAloneAsync(PendingCall call)
    {
        if (ReadySession(call.Channel) is not { } session)
        {
            await SendWhenReadyAsync(call, TimeSpan.Zero).ConfigureAwait(false);
            return;
        }

        var remaining = BeginAttempt(call, session, Now);
        if (!call.IsEnded)
        {
            var attempt = call.Attempts;
            var failure = await PublishAsync(session, call.Line, new MessageBody(call.Frame.WrittenMemory), remaining).ConfigureAwait(false);
            if (failure is { MayHaveBeenSent: true })
            {
                call.Frame.GiveAway();
            }

            OnPublished(call, attempt, session, failure);
        }

        call.Release();
    }

    /// <summary>Sends linked calls, each as soon as there is a session for it. Takes over their holds.</summary>
    public void SendWhenReady(PendingCall first)
    {
        for (var call = first; call is not null;)
        {
            (var next, call.Next) = (call.Next, null);
            _ = SendWhenReadyAsync(call, TimeSpan.Zero);
            call = next;
        }
    }

    /// <summary>Ends an attempt, and with it the call unless the attempt may be repeated.</summary>
    public void FailAttempt(PendingCall call, int attempt, RpcStatusCode status, CallOutcome outcome, string message, Exception? cause = null, bool unroutable = false)
    {
        // Before the attempt ends: a deadline that passes in between must tell the truth as well.
        call.MayHaveExecuted |= outcome == CallOutcome.Unknown;
        if (!call.TryEndAttempt(attempt))
        {
            return;
        }

        FailOrRepeat(call, status, outcome, message, cause, unroutable);
    }

    private async Task SendWhenReadyAsync(PendingCall call, TimeSpan delay)
    {
        try
        {
            using var timeout = new CancellationTokenSource(Deadline.Remaining(timeProvider, call.Deadline), timeProvider);
            using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, call.CancellationToken);
            if (delay > TimeSpan.Zero)
            {
                await Task.Delay(delay, timeProvider, linked.Token).ConfigureAwait(false);
            }

            while (!call.IsEnded)
            {
                var session = await supervisor.GetSessionAsync(linked.Token).ConfigureAwait(false);
                await gate.WaitAsync(linked.Token).ConfigureAwait(false);
                if (await TryAttachAsync(call, session, linked.Token).ConfigureAwait(false))
                {
                    call.Line.Send(call, alone: false);
                    return;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The sweeper ends the call, or its token has.
        }
        catch (TransportException exception)
        {
            FailOrRepeat(
                call, TransportFailure.StatusOf(exception), CallOutcome.NotExecuted, exception.Message, exception, exception.Error == TransportError.Topology);
        }
#pragma warning disable CA1031 // Whatever went wrong, the call ends with it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            FailOrRepeat(call, RpcStatusCode.Internal, CallOutcome.NotExecuted, $"{call.Method.FullName} could not be sent: {exception.Message}", exception, unroutable: false);
        }
        finally
        {
            call.Release();
        }
    }

    private static async ValueTask<bool> TryAttachAsync(PendingCall call, ITransportSession session, CancellationToken cancellationToken)
    {
        try
        {
            if (!call.Channel.IsAttachedTo(session))
            {
                await call.Channel.AttachAsync(session, cancellationToken).ConfigureAwait(false);
            }

            return true;
        }
        catch (TransportException exception) when (exception.Error == TransportError.Unavailable)
        {
            // The session ended meanwhile: the call waits for the next one.
            await session.Closed.WaitAsync(cancellationToken).ConfigureAwait(false);
            return false;
        }
    }

    private void FailOrRepeat(PendingCall call, RpcStatusCode status, CallOutcome outcome, string message, Exception? cause, bool unroutable)
    {
        var mayRepeat = unroutable
            ? call.Options.WaitForReady
            : call.Attempts is > 0 and < RetryPolicy.MaxAttempts && RetryPolicy.MayRepeat(call.Method, status, outcome) && Budget.TryTake();
        var delay = RetryPolicy.Delay(Math.Max(call.Attempts, 1));
        if (mayRepeat && delay < Deadline.Remaining(timeProvider, call.Deadline))
        {
            RpcTelemetry.Retries.Add(1);
            call.Hold();
            _ = SendWhenReadyAsync(call, delay);
            return;
        }

        // An earlier attempt may have run although the last one did not.
        client.End(call, RpcException.ByRuntime(status, outcome.OfAll(call.MayHaveExecuted), message, cause));
    }
}
