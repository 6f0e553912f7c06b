using MessagePack;
using Microsoft.Extensions.Logging;
using TypedRpc.Diagnostics;
using TypedRpc.Protocol;
using TypedRpc.Serialization;
using TypedRpc.Transport;

namespace TypedRpc.Server;

/// <summary>Encodes faults, and publishes answers through the service's own reply exchange.</summary>
internal sealed class ReplySender(RpcServiceInfo service, TypedRpcOptions options, ILogger logger, LogRateLimit rateLimit)
{
    /// <summary>Room for the longest text of a fault, whatever <see cref="TypedRpcOptions.MaxMessageSize"/> says: a fault must always get through.</summary>
    private const int FaultSize = 16 * 1024;

    /// <summary>Answers what never became a call.</summary>
    public void SendFault(ReplyLine line, ulong callId, ServerFault fault)
    {
        var frame = PooledBufferWriter.Rent(FaultSize);
        FrameWriter.WriteFault(frame, callId, fault.Status, fault.Outcome, fault.Message, fault.ErrorId);
        line.Send(new FaultReply(frame, service.Name));
    }

    /// <summary>Publishes one or more answers; returns what went wrong, or null.</summary>
    public async ValueTask<TransportException?> PublishAsync(ReplyLine line, MessageBody body, string method)
    {
        TransportException failure;
        try
        {
            await line.Session.ReplyAsync(new OutboundMessage(service.ReplyExchange, line.ReplyTo, body.Whole) { Parts = body.Parts }, CancellationToken.None).ConfigureAwait(false);
            return null;
        }
        catch (TransportException exception)
        {
            failure = exception;
        }
#pragma warning disable CA1031 // Whatever went wrong, the calls are settled.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            failure = new TransportException(TransportError.Unavailable, $"The reply could not be sent: {exception.Message}", exception) { MayHaveBeenSent = true };
        }

        if (rateLimit.TryEnter())
        {
            RpcLog.ReplyFailed(logger, method, failure.Message);
        }

        return failure;
    }

    /// <summary>The frame of a fault; a declared one carries its detail.</summary>
    public PooledBufferWriter EncodeFault(ServerCallContext call, ServerFault fault)
    {
        var frame = PooledBufferWriter.Rent(options.MaxMessageSize);
        if (fault.Declared is { } declared)
        {
            try
            {
                var codec = Array.Find(call.Faults, candidate => candidate.Matches(declared))!;
                var payload = FrameWriter.BeginFault(frame, call.CallId, fault.Status, fault.Message, codec.Name);
                var writer = new MessagePackWriter(frame);
                codec.Write(ref writer, declared);
                writer.Flush();
                FrameWriter.EndPayload(frame, payload);
                return frame;
            }
#pragma warning disable CA1031 // Formatters of users throw whatever they like; the caller gets status and text all the same.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                RpcLog.BackgroundFailure(logger, exception, $"Encoding the fault of {call.Method}");
                frame.Truncate(0);
            }
        }

        frame.Limit = FaultSize;
        FrameWriter.WriteFault(frame, call.CallId, fault.Status, fault.Outcome, fault.Message, fault.ErrorId);
        return frame;
    }
}
