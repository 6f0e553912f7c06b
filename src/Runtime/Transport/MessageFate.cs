namespace TypedRpc.Transport;

/// <summary>What became of a posted message.</summary>
public enum MessageFate
{
    /// <summary>The broker has it, in every queue that is bound for it.</summary>
    Confirmed = 0,

    /// <summary>It was mandatory, and no queue is bound for it.</summary>
    Returned = 1,

    /// <summary>The broker refused it for at least one of its queues.</summary>
    Refused = 2,

    /// <summary>The session ended before the message was handed over: the broker does not have it.</summary>
    NotSent = 3,

    /// <summary>The session ended before the broker confirmed the message: it may have it.</summary>
    Lost = 4,
}
