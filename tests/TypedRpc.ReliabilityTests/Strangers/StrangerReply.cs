using MessagePack;

namespace TypedRpc.ReliabilityTests.Strangers;

/// <summary>An answer as it is on the wire, read as docs/protocol.md says and by nothing of ours.</summary>
/// <param name="Number">The call's id.</param>
/// <param name="Status">OK for a result.</param>
/// <param name="Outcome">Of a fault.</param>
/// <param name="Text">A fault's message, or a result that is a text.</param>
/// <param name="ErrorId">Of a fault.</param>
internal sealed record StrangerReply(ulong Number, RpcStatusCode Status, CallOutcome? Outcome, string? Text, string? ErrorId)
{
    private const int Result = 1;

    /// <summary>The answers of a message.</summary>
    public static IReadOnlyList<StrangerReply> Read(ReadOnlyMemory<byte> body)
    {
        var reader = new MessagePackReader(body);
        var replies = new List<StrangerReply>();
        while (!reader.End)
        {
            int elements = reader.ReadArrayHeader();
            int kind = reader.ReadInt32();
            ulong number = reader.ReadUInt64();
            replies.Add(kind == Result ? ReadResult(ref reader, number) : ReadFault(ref reader, number, elements));
        }

        return replies;
    }

    private static StrangerReply ReadResult(ref MessagePackReader reader, ulong number)
    {
        var value = new MessagePackReader(reader.ReadBytes()!.Value);
        return new StrangerReply(number, RpcStatusCode.OK, null, value.NextMessagePackType == MessagePackType.String ? value.ReadString() : null, null);
    }

    private static StrangerReply ReadFault(ref MessagePackReader reader, ulong number, int elements)
    {
        var fault = new StrangerReply(number, (RpcStatusCode)reader.ReadInt32(), (CallOutcome)reader.ReadInt32(), reader.ReadString(), reader.ReadString());
        for (int element = 6; element < elements; element++)
        {
            reader.Skip();
        }

        return fault;
    }
}
