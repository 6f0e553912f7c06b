using TypedRpc.Protocol;
using TypedRpc.Serialization;
using TypedRpc.Transport;

namespace TypedRpc.Client;

/// <summary>Sends what reaches every server of a service: cancellations, and the question why a request was unroutable.</summary>
internal sealed class ControlSender(PendingCallTable pending, TimeProvider timeProvider)
{
    private static readonly byte[] NoArguments = [0x90];

    /// <summary>Tells the servers that nobody waits for the call any more.</summary>
    public static void SendCancel(PendingCall call, ITransportSession session)
    {
        var buffer = PooledBufferWriter.Rent(int.MaxValue);
        FrameWriter.WriteCancel(buffer, call.Id);
        _ = PublishAsync(call.Method.Service, session, buffer, mandatory: false);
    }

    /// <summary>Asks the servers why requests were unroutable: one that runs but does not know the method says so; silence comes back as unroutable.</summary>
    public void SendProbe(List<PendingCall> calls, ITransportSession session)
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
