namespace TypedRpc.TestSupport.Faults;

/// <summary>What becomes of the bytes of one direction.</summary>
internal enum RelayMode
{
    Pass,

    /// <summary>They wait, and the sender hears nothing of it until buffers are full.</summary>
    Stall,

    /// <summary>They vanish, and so does the end of the stream.</summary>
    Swallow,
}
