namespace TypedRpc.Protocol;

/// <summary>First element of a frame.</summary>
internal enum FrameKind : byte
{
    Call = 0,
    Result = 1,
    Fault = 2,
    Cancel = 3,

    // Reserved for streams.
    Accepted = 4,
    Item = 5,
    Complete = 6,
    Credit = 7,
}
