namespace TypedRpc.Server;

/// <summary>How far a call is from being settled. Each step is taken once, by whoever comes first.</summary>
internal enum CallStage
{
    /// <summary>There is no answer yet.</summary>
    Open = 0,

    /// <summary>There is an answer, and it waits for its turn.</summary>
    Answered = 1,

    /// <summary>The answer is being handed to the transport.</summary>
    Sending = 2,

    /// <summary>The message is settled as far as this call goes.</summary>
    Ended = 3,
}
