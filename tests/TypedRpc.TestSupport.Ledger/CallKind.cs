namespace TypedRpc.TestSupport.Ledger;

/// <summary>What is promised of a call.</summary>
public enum CallKind
{
    /// <summary>Executed at most once.</summary>
    Plain,

    /// <summary>May be executed again.</summary>
    Idempotent,

    /// <summary>Completes when the broker has it; executed at most once.</summary>
    OneWay,
}
