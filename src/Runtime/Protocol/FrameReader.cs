using System.Buffers;
using MessagePack;

namespace TypedRpc.Protocol;

/// <summary>Takes frames off a message, one after another. Never trusts a byte: whatever is wrong ends in an error text, not an exception.</summary>
internal static class FrameReader
{
    private const int CallFields = 7;
    private const int ResultFields = 3;
    private const int FaultFields = 8;
    private const int CancelFields = 2;

    /// <summary>Reads the first frame of <paramref name="body"/> and moves behind it.</summary>
    /// <param name="body">One or more frames.</param>
    /// <param name="frame">The frame; after an error what was read before it, so that the call can still be answered.</param>
    /// <param name="error">What is wrong, or null.</param>
    public static bool TryRead(ref ReadOnlyMemory<byte> body, out Frame frame, out string? error)
    {
        frame = default;
        try
        {
            var reader = new MessagePackReader(body);
            error = Read(ref reader, ref frame);
            if (error is null)
            {
                body = body[(int)reader.Consumed..];
                return true;
            }
        }
        catch (Exception exception) when (exception is MessagePackSerializationException or EndOfStreamException or OverflowException or InvalidOperationException)
        {
            error = exception is EndOfStreamException ? "the frame is cut off" : "the frame is not valid MessagePack";
        }

        return false;
    }

    private static string? Read(ref MessagePackReader reader, ref Frame frame)
    {
        var count = reader.ReadArrayHeader();
        if (count < CancelFields)
        {
            return $"a frame of {count} elements";
        }

        var kind = reader.ReadByte();
        frame.CallId = reader.ReadUInt64();
        frame.Kind = (FrameKind)kind;
        var needed = frame.Kind switch
        {
            FrameKind.Call => CallFields,
            FrameKind.Result => ResultFields,
            FrameKind.Fault => FaultFields,
            FrameKind.Cancel => CancelFields,
            _ => -1,
        };
        if (needed < 0 || count < needed)
        {
            return needed < 0 ? $"frame kind {kind} is unknown" : $"a {frame.Kind} frame of {count} elements instead of {needed}";
        }

        switch (frame.Kind)
        {
            case FrameKind.Call:
                ReadCall(ref reader, ref frame);
                break;
            case FrameKind.Result:
                frame.Payload = ReadBinary(ref reader);
                break;
            case FrameKind.Fault:
                ReadFault(ref reader, ref frame);
                break;
        }

        // A later version of the protocol may append elements.
        for (var extra = needed; extra < count; extra++)
        {
            reader.Skip();
        }

        return null;
    }

    private static void ReadCall(ref MessagePackReader reader, ref Frame frame)
    {
        frame.TimeoutMilliseconds = reader.ReadUInt32();
        frame.Attempt = reader.ReadInt32();
        frame.Method = Contiguous(reader.ReadStringSequence());
        var start = reader.Position;
        reader.Skip();
        frame.Headers = Contiguous(reader.Sequence.Slice(start, reader.Position));
        frame.Payload = ReadBinary(ref reader);
    }

    private static void ReadFault(ref MessagePackReader reader, ref Frame frame)
    {
        frame.Status = (RpcStatusCode)reader.ReadInt32();
        frame.Outcome = (CallOutcome)reader.ReadInt32();
        frame.Message = reader.ReadString();
        frame.ErrorId = reader.ReadString();
        frame.FaultName = reader.ReadString();
        frame.Payload = ReadBinary(ref reader);
    }

    private static ReadOnlyMemory<byte> ReadBinary(ref MessagePackReader reader) => Contiguous(reader.ReadBytes());

    // A message is one block of memory, so a part of it is one as well.
    private static ReadOnlyMemory<byte> Contiguous(ReadOnlySequence<byte>? part) => part is { } sequence ? sequence.First : default;
}
