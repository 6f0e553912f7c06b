using System.Diagnostics;
using TypedRpc.Diagnostics;
using TypedRpc.Protocol;
using TypedRpc.Serialization;
using TypedRpc.Transport;

namespace TypedRpc.Client;

/// <summary>Sends one-way calls: done when the broker has confirmed the message.</summary>
internal sealed class OneWaySender(
    RpcClient client, SessionSupervisor supervisor, FlowGate gate, PendingCallTable pending, RetryBudget budget, TimeProvider timeProvider)
{
    public ValueTask SendAsync<TArguments>(
        ServiceChannel channel, RpcMethod<TArguments, Unit> method, in TArguments arguments, CallOptions callOptions, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled(cancellationToken);
        }

        var started = timeProvider.GetTimestamp();
        var activity = RpcTelemetry.StartClient(method.Info);
        using var frame = client.RentFrame();
        var failure = client.CheckTimeout(method.Info, callOptions, out var timeout)
            ?? client.CheckOpen(method.Info)
            ?? client.TryEncode(method, in arguments, callOptions, activity ?? Activity.Current, frame);
        if (failure is null && !pending.TryReserve())
        {
            failure = client.TooManyPending(method.Info);
        }

        if (failure is not null)
        {
            client.Report(method.Info, started, activity, failure);
            return ValueTask.FromException(failure);
        }

        // A copy of its own: the client library may hold on to the body after a wait has been given up.
        var body = frame.WrittenSpan.ToArray();
        return SendAsync(channel, method.Info, body, callOptions, Deadline.After(timeProvider, timeout), started, activity, cancellationToken);
    }

    private async ValueTask SendAsync(
        ServiceChannel channel, RpcMethodInfo method, byte[] body, CallOptions callOptions, long deadline, long started, Activity? activity, CancellationToken cancellationToken)
    {
        Exception? failure = null;
        try
        {
            await SendWithRetriesAsync(channel, method, body, callOptions, deadline, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            failure = exception;
            throw;
        }
        finally
        {
            pending.Release();
            client.Report(method, started, activity, failure);
        }
    }

    private async ValueTask SendWithRetriesAsync(
        ServiceChannel channel, RpcMethodInfo method, byte[] body, CallOptions callOptions, long deadline, CancellationToken cancellationToken)
    {
        using var timeout = new DeadlineToken(timeProvider, deadline);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var attempts = 0;
        var mayHaveBeenSent = false;
        while (true)
        {
            var handedOver = false;
            try
            {
                var session = await supervisor.GetSessionAsync(linked.Token).ConfigureAwait(false);
                await gate.WaitAsync(linked.Token).ConfigureAwait(false);
                if (!channel.IsAttachedTo(session))
                {
                    await channel.AttachAsync(session, linked.Token).ConfigureAwait(false);
                }

                FrameWriter.PatchCall(body, 0, 0, ++attempts);
                handedOver = true;
                await session.PublishConfirmedAsync(new OutboundMessage(method.Service.Exchange, method.RoutingKey, body, Mandatory: true, Persistent: true), linked.Token).ConfigureAwait(false);
                return;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                throw new OperationCanceledException(cancellationToken);
            }
            catch (OperationCanceledException) when (timeout.HasPassed)
            {
                throw client.DeadlineExceeded(method, mayHaveBeenSent || handedOver);
            }
            catch (TransportException exception)
            {
                mayHaveBeenSent |= exception.MayHaveBeenSent;
                if (exception.Error == TransportError.Rejected)
                {
                    RpcTelemetry.Rejected.Add(1);
                }

                var failure = ToFailure(method, exception, mayHaveBeenSent);
                if (!MayRepeat(method, exception, callOptions, attempts) || client.CheckOpen(method) is not null)
                {
                    throw failure;
                }
            }

            try
            {
                await Task.Delay(RetryPolicy.Delay(Math.Max(attempts, 1)), timeProvider, linked.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                throw new OperationCanceledException(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                throw client.DeadlineExceeded(method, mayHaveBeenSent);
            }
        }
    }

    private bool MayRepeat(RpcMethodInfo method, TransportException exception, CallOptions options, int attempts) => exception.Error switch
    {
        TransportError.Unroutable or TransportError.Topology => options.WaitForReady,
        _ => attempts < RetryPolicy.MaxAttempts && RetryPolicy.MayRepeat(method, TransportFailure.StatusOf(exception), TransportFailure.OutcomeOf(exception)) && budget.TryTake(),
    };

    private static RpcException ToFailure(RpcMethodInfo method, TransportException exception, bool mayHaveBeenSent) => RpcException.ByRuntime(
        TransportFailure.StatusOf(exception),
        mayHaveBeenSent ? CallOutcome.Unknown : CallOutcome.NotExecuted,
        exception.Error == TransportError.Unroutable ? TransportFailure.Unroutable(method) : exception.Message,
        exception);
}
