namespace TypedRpc;

/// <summary>When a subscriber takes a message off its queue.</summary>
public enum AcknowledgementMode
{
    /// <summary>After its handler has succeeded: at least once.</summary>
    AfterHandler = 0,

    /// <summary>Before its handler starts: at most once, without retries.</summary>
    Automatic = 1,
}
