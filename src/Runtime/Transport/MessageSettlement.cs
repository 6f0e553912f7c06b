namespace TypedRpc.Transport;

/// <summary>What becomes of a message that was delivered.</summary>
public enum MessageSettlement
{
    /// <summary>It is done with.</summary>
    Accept = 0,

    /// <summary>It goes to the queue's dead-letter exchange, if there is one.</summary>
    Reject = 1,

    /// <summary>It goes back to the queue and is delivered again, to whomever.</summary>
    Requeue = 2,
}
