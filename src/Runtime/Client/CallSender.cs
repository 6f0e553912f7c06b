using TypedRpc.Diagnostics;
using TypedRpc.Protocol;
using TypedRpc.Serialization;
using TypedRpc.Transport;

namespace TypedRpc.Client;

/// <summary>Takes calls to the broker: at once when the way is free, else when it becomes so; again when that is safe.</summary>
internal sealed class CallSender(RpcClient client, SessionSupervisor supervisor, FlowGate gate, TimeProvider timeProvider)
{
    private static readonly byte[] NoArguments = [0x90];

    public RetryBudget Budget { get; } = new();

    public void Send(PendingCall call)
    {
        if (supervisor.Current is { IsClosed: false } session && call.Channel.IsAttachedTo(session) && gate.IsOpen)
        {
            SendOn(call, session);
        }
        else
        {
            _ = SendWhenReadyAsync(call, TimeSpan.Zero);
        }
    }

    /// <summary>Ends an attempt, and with it the call unless the attempt may be repeated.</summary>
    public void FailAttempt(PendingCall call, int attempt, RpcStatusCode status, CallOutcome outcome, string message, Exception? cause = null, bool unroutable = false)
    {
        if (!call.TryEndAttempt(attempt))
        {
            return;
        }

        call.MayHaveExecuted |= outcome == CallOutcome.Unknown;
        FailOrRepeat(call, status, outcome, message, cause, unroutable);
    }

    /// <summary>Tells the servers that nobody waits for the call any more.</summary>
    public static void SendCancel(PendingCall call, ITransportSession session)
    {
        var buffer = new PooledBufferWriter(256);
        FrameWriter.WriteCancel(buffer, call.Id);
        SendControl(call, session, buffer, mandatory: false);
    }

    /// <summary>Asks the servers why a request was unroutable: one that runs but does not know the method says so; silence comes back as unroutable.</summary>
    public void SendProbe(PendingCall call, ITransportSession session)
    {
        call.Probing = true;
        var buffer = new PooledBufferWriter(1024);
        var payload = FrameWriter.BeginCall(buffer, call.Method.FullNameUtf8.Span, null, default);
        NoArguments.CopyTo(buffer.GetSpan(NoArguments.Length));
        buffer.Advance(NoArguments.Length);
        FrameWriter.EndPayload(buffer, payload);
        FrameWriter.PatchCall(buffer.WrittenSpan, call.Id, Deadline.RemainingMilliseconds(timeProvider, call.Deadline), call.Attempts);
        SendControl(call, session, buffer, mandatory: true);
    }

    private void SendOn(PendingCall call, ITransportSession session)
    {
        if (!call.TryHoldFrame())
        {
            return;
        }

        var attempt = call.BeginAttempt(session);
        var remaining = Deadline.RemainingMilliseconds(timeProvider, call.Deadline);
        FrameWriter.PatchCall(call.FrameBuffer.WrittenSpan, call.Id, remaining, attempt);
        call.MarkHandedOver();
        try
        {
            var message = new OutboundMessage(
                call.Method.Service.Exchange, call.Method.RoutingKey, call.FrameBuffer.WrittenMemory, remaining, session.ReplyAddress, Mandatory: true);
            var publish = session.PublishAsync(in message, CancellationToken.None);
            if (!publish.IsCompleted)
            {
                _ = AwaitPublishAsync(call, session, attempt, publish);
                return;
            }

            publish.GetAwaiter().GetResult();
            OnPublished(call, session, attempt);
        }
        catch (TransportException exception)
        {
            OnPublishFailed(call, attempt, exception);
        }

        call.ReleaseFrame();
    }

    private async Task AwaitPublishAsync(PendingCall call, ITransportSession session, int attempt, ValueTask publish)
    {
        try
        {
            await publish.ConfigureAwait(false);
            OnPublished(call, session, attempt);
        }
        catch (TransportException exception)
        {
            OnPublishFailed(call, attempt, exception);
        }
        finally
        {
            call.ReleaseFrame();
        }
    }

    private void OnPublished(PendingCall call, ITransportSession session, int attempt)
    {
        // A session that ended before this attempt began has been swept already: nobody else would end the attempt.
        if (session.IsClosed)
        {
            FailAttempt(call, attempt, RpcStatusCode.Unavailable, CallOutcome.Unknown, $"The connection to {supervisor.Description} was lost while {call.Method.FullName} was sent.");
        }
    }

    private void OnPublishFailed(PendingCall call, int attempt, TransportException exception)
    {
        if (!exception.MayHaveBeenSent)
        {
            call.MarkNotHandedOver();
        }

        FailAttempt(call, attempt, TransportFailure.StatusOf(exception), TransportFailure.OutcomeOf(exception), exception.Message, exception);
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
                    SendOn(call, session);
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
            _ = SendWhenReadyAsync(call, delay);
            return;
        }

        // An earlier attempt may have run although the last one did not.
        var truth = outcome == CallOutcome.NotExecuted && call.MayHaveExecuted ? CallOutcome.Unknown : outcome;
        client.End(call, RpcException.ByRuntime(status, truth, message, cause));
    }

    private static void SendControl(PendingCall call, ITransportSession session, PooledBufferWriter buffer, bool mandatory)
    {
        var service = call.Method.Service;
        _ = PublishAsync();

        async Task PublishAsync()
        {
            try
            {
                var message = new OutboundMessage(service.Exchange, service.ControlKey, buffer.WrittenMemory, null, session.ReplyAddress, mandatory);
                await session.PublishAsync(in message, CancellationToken.None).ConfigureAwait(false);
            }
            catch (TransportException)
            {
                // The link is gone, and with it the pending attempts: OnSessionLost ends them.
            }
            finally
            {
                buffer.Dispose();
            }
        }
    }
}
