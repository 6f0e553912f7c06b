using MessagePack;
using Microsoft.Extensions.Logging;
using TypedRpc.Diagnostics;
using TypedRpc.Protocol;
using TypedRpc.Serialization;
using TypedRpc.Transport;

namespace TypedRpc.Server;

/// <summary>Sends answers through the service's own reply exchange.</summary>
internal sealed class ReplySender(RpcServiceInfo service, TypedRpcOptions options, ILogger logger, LogRateLimit rateLimit)
{
    /// <summary>Sends a result, or the fault if there is one; says whether the transport took it.</summary>
    public async ValueTask<bool> TrySendAsync(ServerCallContext call, PooledBufferWriter? result, ServerFault fault)
    {
        var buffer = fault.Status == RpcStatusCode.OK ? result : null;
        using var faultBuffer = buffer is null ? EncodeFault(call, fault) : null;
        return await TrySendAsync(call.Delivery.Session, call.Delivery.ReplyTo, (buffer ?? faultBuffer!).WrittenMemory, call.Method).ConfigureAwait(false);
    }

    /// <summary>Answers what never became a call.</summary>
    public async ValueTask<bool> TrySendFaultAsync(ITransportSession session, string? replyTo, ulong callId, ServerFault fault, string method)
    {
        using var buffer = new PooledBufferWriter(options.MaxMessageSize);
        FrameWriter.WriteFault(buffer, callId, fault.Status, fault.Outcome, fault.Message, fault.ErrorId);
        return await TrySendAsync(session, replyTo, buffer.WrittenMemory, method).ConfigureAwait(false);
    }

    private async ValueTask<bool> TrySendAsync(ITransportSession session, string? replyTo, ReadOnlyMemory<byte> body, string method)
    {
        if (replyTo is null)
        {
            return false;
        }

        try
        {
            await session.ReplyAsync(new OutboundMessage(service.ReplyExchange, replyTo, body, Mandatory: true), CancellationToken.None).ConfigureAwait(false);
            return true;
        }
        catch (TransportException exception)
        {
            if (rateLimit.TryEnter())
            {
                RpcLog.ReplyFailed(logger, method, exception.Message);
            }

            return false;
        }
    }

    private PooledBufferWriter EncodeFault(ServerCallContext call, ServerFault fault)
    {
        var buffer = new PooledBufferWriter(options.MaxMessageSize);
        if (fault.Declared is { } declared)
        {
            try
            {
                var codec = Array.Find(call.Faults, candidate => candidate.Matches(declared))!;
                var payload = FrameWriter.BeginFault(buffer, call.CallId, fault.Status, fault.Message, codec.Name);
                var writer = new MessagePackWriter(buffer);
                codec.Write(ref writer, declared);
                writer.Flush();
                FrameWriter.EndPayload(buffer, payload);
                return buffer;
            }
#pragma warning disable CA1031 // Formatters of users throw whatever they like; the caller gets status and text all the same.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                RpcLog.BackgroundFailure(logger, exception, $"Encoding the fault of {call.Method}");
                buffer.Truncate(0);
            }
        }

        FrameWriter.WriteFault(buffer, call.CallId, fault.Status, fault.Outcome, fault.Message, fault.ErrorId);
        return buffer;
    }
}
