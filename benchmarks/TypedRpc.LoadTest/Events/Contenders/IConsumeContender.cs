namespace TypedRpc.LoadTest.Events.Contenders;

/// <summary>One way to consume events, each taken off the queue after it was handled.</summary>
internal interface IConsumeContender : IEventContender
{
    /// <summary>Connects.</summary>
    /// <param name="uri">The broker.</param>
    /// <param name="place">What it consumes from; the exchange is there, and the queue is its own to declare and bind.</param>
    Task<IConsumeClient> ConnectAsync(Uri uri, EventPlace place);
}
