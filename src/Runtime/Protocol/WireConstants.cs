namespace TypedRpc.Protocol;

/// <summary>Names that stand on the wire.</summary>
internal static class WireConstants
{
    /// <summary>Content type of every message; its version is that of the protocol.</summary>
    public const string ContentType = "application/vnd.typedrpc.v1+msgpack";

    /// <summary>Content type of an event: one MessagePack array of its arguments.</summary>
    public const string EventContentType = "application/vnd.typedrpc.event.v1+msgpack";
}
