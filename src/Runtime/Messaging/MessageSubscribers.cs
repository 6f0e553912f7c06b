using TypedRpc.Transport;

namespace TypedRpc.Messaging;

/// <summary>The subscriptions of one connection; consumes them all in every session.</summary>
internal sealed class MessageSubscribers : ISessionParticipant
{
    private readonly Lock _lock = new();
    private readonly List<MessageSubscriber> _subscribers = [];

    public void Add(MessageSubscriber subscriber)
    {
        lock (_lock)
        {
            _subscribers.Add(subscriber);
        }
    }

    public void Remove(MessageSubscriber subscriber)
    {
        lock (_lock)
        {
            _subscribers.Remove(subscriber);
        }
    }

    public async ValueTask PrepareAsync(ITransportSession session, CancellationToken cancellationToken)
    {
        foreach (var subscriber in Snapshot())
        {
            await subscriber.ConsumeAsync(session, cancellationToken).ConfigureAwait(false);
        }
    }

    public void OnSessionLost(ITransportSession session, string reason)
    {
        // What runs goes on; the broker delivers again what was not settled.
    }

    public Task DrainAsync() => Task.WhenAll(Snapshot().Select(static subscriber => subscriber.DisposeAsync().AsTask()));

    private MessageSubscriber[] Snapshot()
    {
        lock (_lock)
        {
            return [.. _subscribers];
        }
    }
}
