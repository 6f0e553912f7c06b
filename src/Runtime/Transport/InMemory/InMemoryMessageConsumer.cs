namespace TypedRpc.Transport.InMemory;

/// <summary>A subscription's consumer in a session.</summary>
internal sealed class InMemoryMessageConsumer(InMemorySession session, InMemoryBroker broker, InMemoryQueue queue) : IMessageConsumer
{
    public ITransportSession Session => session;

    public InMemoryConsumer Deliveries { get; set; } = null!;

    public string Queue => queue.Name;

    public void Settle(ulong deliveryTag, MessageSettlement settlement) =>
        broker.Run(() => queue.Settle(Deliveries, deliveryTag, settlement == MessageSettlement.Accept, requeue: settlement == MessageSettlement.Requeue));

    public ValueTask StopAsync(CancellationToken cancellationToken)
    {
        broker.Run(() => Deliveries.IsStopped = true);
        return ValueTask.CompletedTask;
    }

    public ValueTask CloseAsync()
    {
        broker.Run(() =>
        {
            End();
            session.Forget(this);
        });
        return ValueTask.CompletedTask;
    }

    /// <summary>Ends it, under the broker's lock.</summary>
    public void End()
    {
        if (queue.IsDurable)
        {
            queue.Remove(Deliveries);
        }
        else
        {
            broker.Remove(queue.Name);
        }
    }

    public bool Consumes(InMemoryQueue other) => ReferenceEquals(queue, other);
}
