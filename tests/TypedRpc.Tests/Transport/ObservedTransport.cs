using System.Collections.Concurrent;
using TypedRpc.Transport;
using TypedRpc.Transport.InMemory;

namespace TypedRpc.Tests.Transport;

/// <summary>The in-memory transport, with its sessions and their observer in the hands of a test.</summary>
internal sealed class ObservedTransport(InMemoryBroker broker) : ITransport
{
    private readonly InMemoryTransport _transport = new(broker);

    public ConcurrentQueue<ITransportSession> Sessions { get; } = new();

    public ISessionObserver Observer { get; private set; } = null!;

    /// <summary>What happens to a session before it is handed over.</summary>
    public Action<ITransportSession> OnOpened { get; set; } = static _ => { };

    public string Description => _transport.Description;

    public async ValueTask<ITransportSession> OpenAsync(ISessionObserver observer, CancellationToken cancellationToken)
    {
        Observer = observer;
        var session = await _transport.OpenAsync(observer, cancellationToken);
        Sessions.Enqueue(session);
        OnOpened(session);
        return session;
    }

    public ValueTask DisposeAsync() => _transport.DisposeAsync();
}
