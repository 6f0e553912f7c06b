using TypedRpc.Protocol;
using TypedRpc.Serialization;
using TypedRpc.Transport;

namespace TypedRpc.Client;

/// <summary>Sends what reaches every server of a service: cancellations, and the question why a request was unroutable.</summary>
internal sealed class ControlSender(PendingCallTable pending, TimeProvider timeProvider)
{
    /// <summary>How long an answer to a probe is waited for: a server that has just lost its session gets the question but cannot answer.</summary>
    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(1);

    private static readonly byte[] NoArguments = [0x90];

    /// <summary>Tells the servers that nobody waits for the call any more.</summary>
    public static void SendCancel(PendingCall call, ITransportSession session)
    {
        var buffer = PooledBufferWriter.Rent(int.MaxValue);
        FrameWriter.WriteCancel(buffer, call.Id);
        _ = PublishAsync(call.Method.Service, session, buffer, mandatory: false);
    }

    /// <summary>Asks the servers why requests were unroutable: one that runs but does not know the method says so; silence comes back as unroutable.</summary>
    /// <param name="calls">The calls, which were not executed.</param>
    /// <param name="session">The session.</param>
    /// <param name="onSilence">Called, some time later, for each of them whose attempt still waits.</param>
    public void SendProbe(List<PendingCall> calls, ITransportSession session, Action<PendingCall, int> onSilence)
    {
        var buffer = PooledBufferWriter.Rent(int.MaxValue);
        var now = timeProvider.GetTimestamp();
        foreach (var call in calls)
        {
            call.Probing = true;
            pending.Renew(call);
            var start = buffer.WrittenCount;
            var payload = FrameWriter.BeginCall(buffer, call.Method.FullNameUtf8.Span, null, default);
            buffer.Append(NoArguments);
            FrameWriter.EndPayload(buffer, payload);
            FrameWriter.PatchCall(buffer.WrittenSpan[start..], call.Id, Deadline.RemainingMilliseconds(timeProvider, call.Deadline, now), call.Attempts);
        }

        _ = PublishAsync(calls[0].Method.Service, session, buffer, mandatory: true);
        _ = BoundAsync(calls.ConvertAll(static call => (call, call.ActiveAttempt)), onSilence);
    }

    private async Task BoundAsync(List<(PendingCall Call, int Attempt)> asked, Action<PendingCall, int> onSilence)
    {
        asked.ForEach(static entry => entry.Call.Hold());
        await Task.Delay(ProbeTimeout, timeProvider).ConfigureAwait(false);
        foreach (var (call, attempt) in asked)
        {
            onSilence(call, attempt);
            call.Release();
        }
    }

    private static async Task PublishAsync(RpcServiceInfo service, ITransportSession session, PooledBufferWriter buffer, bool mandatory)
    {
        try
        {
            var message = new OutboundMessage(service.Exchange, service.ControlKey, buffer.WrittenMemory, null, session.ReplyAddress, mandatory);
            await session.PublishAsync(in message, CancellationToken.None).ConfigureAwait(false);
        }
        catch (TransportException exception)
        {
            // The link is gone, and with it the pending attempts: OnSessionLost ends them.
            if (exception.MayHaveBeenSent)
            {
                buffer.GiveAway();
            }
        }
        finally
        {
            buffer.Dispose();
        }
    }
}
