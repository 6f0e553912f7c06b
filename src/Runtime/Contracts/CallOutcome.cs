namespace TypedRpc;

/// <summary>Says of a failed call whether the work was done.</summary>
public enum CallOutcome
{
    /// <summary>The request left, the answer did not come: a handler may or may not have run.</summary>
    Unknown = 0,

    /// <summary>No handler ran: the call can be repeated safely.</summary>
    NotExecuted = 1,

    /// <summary>A handler ran and failed.</summary>
    Executed = 2,
}
