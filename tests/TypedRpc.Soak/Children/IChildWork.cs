namespace TypedRpc.Soak.Children;

/// <summary>What a child does over its connection.</summary>
internal interface IChildWork : IDisposable
{
    /// <summary>Calls or publishes that have not ended, here and at the runtime.</summary>
    int UnderWay { get; }

    /// <summary>Calls or publishes that have succeeded.</summary>
    long Succeeded { get; }

    /// <summary>Switches the load on or off.</summary>
    Task SwitchAsync(bool on);

    /// <summary>Works until the token fires.</summary>
    Task RunAsync(CancellationToken token);

    /// <summary>Closes what is open; a later record opens a new file.</summary>
    void CloseFiles();
}
