namespace TypedRpc.Transport.InMemory;

/// <summary>Connects to an <see cref="InMemoryBroker"/>.</summary>
/// <param name="broker">The broker.</param>
/// <param name="userId">The user that servers see as the caller.</param>
public sealed class InMemoryTransport(InMemoryBroker broker, string userId = "guest") : ITransport
{
    /// <inheritdoc/>
    public string Description => "the in-memory broker";

    /// <inheritdoc/>
    public ValueTask<ITransportSession> OpenAsync(ISessionObserver observer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(observer);
        cancellationToken.ThrowIfCancellationRequested();
        var session = new InMemorySession(broker, observer, userId);
        session.Open();
        return new ValueTask<ITransportSession>(session);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
