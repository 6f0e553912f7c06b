namespace TypedRpc.LoadTest.Events.Contenders;

/// <summary>A connected publisher.</summary>
internal interface IPublishClient : IAsyncDisposable
{
    /// <summary>So many callers are about to publish at once.</summary>
    Task PrepareAsync(int callers) => Task.CompletedTask;

    /// <summary>Publishes so many persistent messages; completes when the broker has confirmed them all.</summary>
    /// <remarks>The implementation allocates nothing that its library does not force on it: bytes per message are compared.</remarks>
    /// <param name="caller">Number of the caller.</param>
    /// <param name="payload">The payload; not changed.</param>
    /// <param name="messages">How many; 1 unless it publishes in batches.</param>
    ValueTask PublishAsync(int caller, byte[] payload, int messages);
}
