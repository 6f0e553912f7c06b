using TypedRpc.Transport;

namespace TypedRpc.RabbitMQ.Transport;

/// <summary>Watches, for all consumers of a session, whether this process stood still; one watch and one warning, however many services there are.</summary>
internal sealed class SessionStandstill(RabbitMqSession session)
{
    private readonly Lock _lock = new();
    private readonly List<RabbitMqServiceConsumer> _consumers = [];
    private StandstillWatch? _watch;

    /// <summary>A consumer is about to start; returns the watch over what it receives.</summary>
    public StandstillWatch Add(RabbitMqServiceConsumer consumer)
    {
        lock (_lock)
        {
            _consumers.Add(consumer);
            return _watch ??= new StandstillWatch(TimeProvider.System, CatchUpAsync, session.Ended);
        }
    }

    /// <summary>A consumer's channel is being closed.</summary>
    public void Remove(RabbitMqServiceConsumer consumer)
    {
        lock (_lock)
        {
            _consumers.Remove(consumer);
        }
    }

    /// <summary>Asks on each channel: the broker writes each for itself, so an answer on one says nothing of what waits for another.</summary>
    private async Task<bool> CatchUpAsync(TimeSpan stoodStill)
    {
        session.OnStoodStill(stoodStill);
        RabbitMqServiceConsumer[] consumers;
        lock (_lock)
        {
            consumers = [.. _consumers];
        }

        await Task.WhenAll(consumers.Select(consumer => consumer.CatchUpAsync(stoodStill))).ConfigureAwait(false);
        return !session.IsClosed;
    }
}
