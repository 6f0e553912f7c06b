namespace TypedRpc.Server;

/// <summary>Why a call's token fired.</summary>
internal enum CallEnd
{
    None = 0,
    Cancelled = 1,
    DeadlinePassed = 2,
    Stopping = 3,
}
