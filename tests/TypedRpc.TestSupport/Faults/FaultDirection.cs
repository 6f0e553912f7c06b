namespace TypedRpc.TestSupport.Faults;

/// <summary>Which way bytes go through a <see cref="FaultProxy"/>.</summary>
[Flags]
public enum FaultDirection
{
    /// <summary>From the client to the broker.</summary>
    ToBroker = 1,

    /// <summary>From the broker to the client.</summary>
    ToClient = 2,

    /// <summary>Both ways.</summary>
    Both = ToBroker | ToClient,
}
