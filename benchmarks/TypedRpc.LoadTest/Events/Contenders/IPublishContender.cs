namespace TypedRpc.LoadTest.Events.Contenders;

/// <summary>One way to publish events and learn that the broker has them.</summary>
internal interface IPublishContender : IEventContender
{
    /// <summary>Whether it publishes many at once and then waits for them all; else each caller waits for his own.</summary>
    bool InBatches { get; }

    /// <summary>Connects.</summary>
    /// <param name="uri">The broker.</param>
    /// <param name="place">Where it publishes to; it is there.</param>
    Task<IPublishClient> ConnectAsync(Uri uri, EventPlace place);
}
