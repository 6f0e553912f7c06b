namespace TypedRpc.Transport.InMemory;

/// <summary>A service's two consumers in a session: of the shared queue, and of the server's own control queue.</summary>
internal sealed class InMemoryServiceConsumer(InMemorySession session, InMemoryBroker broker) : IServiceConsumer
{
    public ITransportSession Session => session;

    public InMemoryConsumer Requests { get; set; } = null!;

    public InMemoryConsumer Control { get; set; } = null!;

    public void Settle(ulong deliveryTag, bool accepted) => broker.Run(() => Requests.Queue.Settle(Requests, deliveryTag, accepted, requeue: false));

    public ValueTask StopAsync(CancellationToken cancellationToken)
    {
        broker.Run(() => Requests.IsStopped = true);
        return ValueTask.CompletedTask;
    }

    public ValueTask CloseAsync()
    {
        broker.Run(() =>
        {
            Requests.Queue.Remove(Requests);
            broker.Remove(Control.Queue.Name);
        });
        return ValueTask.CompletedTask;
    }
}
