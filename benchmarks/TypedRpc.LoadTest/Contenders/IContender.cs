namespace TypedRpc.LoadTest.Contenders;

/// <summary>One way to call a method of another process. Its parts know nothing of how they are measured.</summary>
internal interface IContender
{
    string Name { get; }

    /// <summary>What it is and how it is set up, for the report.</summary>
    string Description { get; }

    BrokerKind Broker { get; }

    /// <summary>Bytes that a payload may have; scenarios with larger ones leave it out.</summary>
    int MaxPayload => int.MaxValue;

    /// <summary>Serves until what it returns is disposed.</summary>
    Task<IAsyncDisposable> ServeAsync(Addresses addresses);

    /// <summary>Connects a client with connections of its own.</summary>
    Task<IEchoClient> ConnectAsync(Addresses addresses);

    /// <summary>Called around each window and around the life of a server process, for what holds process wide.</summary>
    IDisposable? Begin() => null;
}
