namespace TypedRpc.Transport;

/// <summary>The port to a broker: opens sessions. Knows frames as bytes and names as strings, nothing of contracts or calls.</summary>
public interface ITransport : IAsyncDisposable
{
    /// <summary>Where it connects to, for logs and errors; never holds a credential.</summary>
    string Description { get; }

    /// <summary>Opens a complete session: connections, channels, reply queue and its consumer.</summary>
    /// <param name="observer">Told of replies, returned messages and the broker's flow control.</param>
    /// <param name="cancellationToken">Gives the attempt up; the transport bounds it besides.</param>
    /// <exception cref="TransportException">The broker cannot be reached or refuses.</exception>
    ValueTask<ITransportSession> OpenAsync(ISessionObserver observer, CancellationToken cancellationToken);
}
