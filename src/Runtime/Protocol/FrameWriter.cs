using System.Buffers.Binary;
using System.Diagnostics;
using MessagePack;
using TypedRpc.Diagnostics;
using TypedRpc.Serialization;

namespace TypedRpc.Protocol;

/// <summary>Writes frames. The specification is <c>docs/protocol.md</c>; a test holds its examples against this code.</summary>
internal static class FrameWriter
{
    // [0x97, kind, 0xcf id×8, 0xce timeout×4, attempt, …]: fixed widths, so that the values known only when it is sent can be patched.
    private const int CallIdOffset = 2;
    private const int CallTimeoutOffset = 11;
    private const int CallAttemptOffset = 16;

    /// <summary>Writes a call up to its arguments; write those next, then call <see cref="EndPayload"/> with what this returns.</summary>
    public static int BeginCall(PooledBufferWriter buffer, ReadOnlySpan<byte> method, IReadOnlyDictionary<string, string>? headers, ActivityContext trace)
    {
        var writer = new MessagePackWriter(buffer);
        writer.WriteArrayHeader(7);
        writer.Write((byte)FrameKind.Call);
        writer.WriteUInt64(0);
        writer.WriteUInt32(0);
        writer.Write((byte)1);
        writer.WriteString(method);
        WriteHeaders(ref writer, headers, trace);
        writer.Flush();
        return buffer.ReserveBinHeader();
    }

    /// <summary>Sets the number, the time left and the attempt in a frame that <see cref="BeginCall"/> wrote at the start of a buffer.</summary>
    public static void PatchCall(Span<byte> bytes, ulong callId, uint timeoutMilliseconds, int attempt)
    {
        BinaryPrimitives.WriteUInt64BigEndian(bytes[(CallIdOffset + 1)..], callId);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[(CallTimeoutOffset + 1)..], timeoutMilliseconds);
        bytes[CallAttemptOffset] = (byte)Math.Min(attempt, sbyte.MaxValue);
    }

    /// <summary>Writes a result up to its value; write that next, then call <see cref="EndPayload"/> with what this returns.</summary>
    public static int BeginResult(PooledBufferWriter buffer, ulong callId)
    {
        var writer = new MessagePackWriter(buffer);
        writer.WriteArrayHeader(3);
        writer.Write((byte)FrameKind.Result);
        writer.Write(callId);
        writer.Flush();
        return buffer.ReserveBinHeader();
    }

    /// <summary>Ends a call, result or fault whose payload has been written behind <paramref name="position"/>.</summary>
    public static void EndPayload(PooledBufferWriter buffer, int position) => buffer.PatchBinHeader(position);

    /// <summary>Writes a fault without a detail.</summary>
    public static void WriteFault(PooledBufferWriter buffer, ulong callId, RpcStatusCode status, CallOutcome outcome, string message, string? errorId)
    {
        var writer = new MessagePackWriter(buffer);
        WriteFaultHead(ref writer, callId, status, outcome, message, errorId, null);
        writer.WriteNil();
        writer.Flush();
    }

    /// <summary>Writes a declared fault up to its detail; write that next, then call <see cref="EndPayload"/> with what this returns.</summary>
    public static int BeginFault(PooledBufferWriter buffer, ulong callId, RpcStatusCode status, string message, string faultName)
    {
        var writer = new MessagePackWriter(buffer);
        WriteFaultHead(ref writer, callId, status, CallOutcome.Executed, message, null, faultName);
        writer.Flush();
        return buffer.ReserveBinHeader();
    }

    /// <summary>Writes a cancellation.</summary>
    public static void WriteCancel(PooledBufferWriter buffer, ulong callId)
    {
        var writer = new MessagePackWriter(buffer);
        writer.WriteArrayHeader(2);
        writer.Write((byte)FrameKind.Cancel);
        writer.Write(callId);
        writer.Flush();
    }

    private static void WriteFaultHead(
        ref MessagePackWriter writer, ulong callId, RpcStatusCode status, CallOutcome outcome, string message, string? errorId, string? faultName)
    {
        writer.WriteArrayHeader(8);
        writer.Write((byte)FrameKind.Fault);
        writer.Write(callId);
        writer.Write((int)status);
        writer.Write((int)outcome);
        writer.Write(message);
        writer.Write(errorId);
        writer.Write(faultName);
    }

    private static void WriteHeaders(ref MessagePackWriter writer, IReadOnlyDictionary<string, string>? headers, ActivityContext trace)
    {
        var isTraced = trace.TraceId != default;
        var state = isTraced && trace.TraceState is { Length: > 0 } text ? text : null;
        var count = (headers?.Count ?? 0) + (isTraced ? 1 : 0) + (state is null ? 0 : 1);
        if (count == 0)
        {
            writer.WriteNil();
            return;
        }

        writer.WriteMapHeader(count);
        if (isTraced)
        {
            writer.Write(TraceParent.ParentHeader);
            writer.WriteStringHeader(TraceParent.Length);
            TraceParent.Write(writer.GetSpan(TraceParent.Length), in trace);
            writer.Advance(TraceParent.Length);
        }

        WriteHeader(ref writer, TraceParent.StateHeader, state);
        if (headers is not null)
        {
            foreach (var (name, value) in headers)
            {
                WriteHeader(ref writer, name, value);
            }
        }
    }

    private static void WriteHeader(ref MessagePackWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.Write(name);
            writer.Write(value);
        }
    }
}
