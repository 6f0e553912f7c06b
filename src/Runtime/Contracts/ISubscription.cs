namespace TypedRpc;

/// <summary>A subscription that lives over lost connections. Disposing it ends it: what runs ends first, what was delivered besides goes back to the queue.</summary>
public interface ISubscription : IAsyncDisposable
{
    /// <summary>Name of the queue; one that the broker named is another after each lost connection, and null while there is none.</summary>
    string? Queue { get; }
}
