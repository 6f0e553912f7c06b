namespace TypedRpc.Soak.Processes;

/// <summary>What a child does.</summary>
internal enum ChildRole
{
    /// <summary>Makes calls.</summary>
    Client,

    /// <summary>Serves them.</summary>
    Server,

    /// <summary>Publishes events.</summary>
    Publisher,

    /// <summary>Handles them.</summary>
    Subscriber,
}
