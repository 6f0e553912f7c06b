using System.Threading.Channels;

namespace TypedRpc.Transport.InMemory;

/// <summary>A consumer of a queue. Its messages are handed over one after another, on the thread pool, never in the publisher's call.</summary>
internal sealed class InMemoryConsumer
{
    private readonly Channel<InboundMessage> _deliveries = Channel.CreateUnbounded<InboundMessage>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Action<InboundMessage> _deliver;
    private ulong _lastTag;

    public InMemoryConsumer(InMemoryQueue queue, int prefetch, bool acknowledges, Action<InboundMessage> deliver)
    {
        Queue = queue;
        Prefetch = prefetch;
        Acknowledges = acknowledges;
        _deliver = deliver;
        _ = PumpAsync();
    }

    public InMemoryQueue Queue { get; }

    public int Prefetch { get; }

    /// <summary>Whether messages stay unsettled until they are acknowledged.</summary>
    public bool Acknowledges { get; }

    /// <summary>What was delivered and not settled, in order. Guarded by the broker's lock, as is everything below.</summary>
    public SortedDictionary<ulong, InMemoryMessage> Unsettled { get; } = [];

    public bool IsStopped { get; set; }

    public bool HasRoom => !IsStopped && (!Acknowledges || Unsettled.Count < Prefetch);

    public void Deliver(InMemoryMessage message)
    {
        message.Deliveries++;
        var tag = ++_lastTag;
        if (Acknowledges)
        {
            Unsettled.Add(tag, message);
        }

        _deliveries.Writer.TryWrite(message.ToInbound(tag));
    }

    public void End() => _deliveries.Writer.TryComplete();

    private async Task PumpAsync()
    {
        await foreach (var message in _deliveries.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            _deliver(message);
        }
    }
}
