namespace TypedRpc.Server;

/// <summary>How far a call has come; decides what a failure says of its outcome.</summary>
internal enum CallPhase
{
    Activating = 0,
    Decoding = 1,
    Executing = 2,
    Encoding = 3,
    Done = 4,
}
