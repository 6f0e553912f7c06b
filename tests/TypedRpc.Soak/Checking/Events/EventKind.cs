namespace TypedRpc.Soak.Checking.Events;

/// <summary>What the handlers of an event do.</summary>
internal enum EventKind
{
    /// <summary>Succeed at once.</summary>
    Plain,

    /// <summary>Succeed after a while.</summary>
    Slow,

    /// <summary>Fail once or twice before they succeed.</summary>
    Failing,

    /// <summary>Fail each time, until it is a dead letter.</summary>
    Poison,

    /// <summary>Give it up the first time.</summary>
    Rejected,
}
