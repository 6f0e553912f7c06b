namespace TypedRpc;

/// <summary>Type of a queue.</summary>
public enum QueueType
{
    /// <summary>A durable classic queue.</summary>
    Classic = 0,

    /// <summary>A quorum queue: replicated, survives the loss of a node.</summary>
    Quorum = 1,
}
