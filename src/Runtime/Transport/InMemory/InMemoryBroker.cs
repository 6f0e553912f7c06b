using System.Security.Cryptography;
using TypedRpc.Protocol;

namespace TypedRpc.Transport.InMemory;

/// <summary>A broker inside the process, with the semantics of RabbitMQ that TypedRpc uses: for tests, and for a first look.</summary>
/// <param name="timeProvider">The clock of expirations, or null for the system's.</param>
public sealed class InMemoryBroker(TimeProvider? timeProvider = null)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, InMemoryExchange> _exchanges = [];
    private readonly Dictionary<string, InMemoryQueue> _queues = [];
    private readonly List<InMemorySession> _sessions = [];
    private bool _stopped;

    internal TimeProvider TimeProvider { get; } = timeProvider ?? TimeProvider.System;

    internal string? BlockedReason { get; private set; }

    /// <summary>Stops: every session ends, messages that are not persistent are lost, nobody can connect until <see cref="Start"/>.</summary>
    public void Stop()
    {
        lock (_lock)
        {
            _stopped = true;
        }

        DropConnections("the broker stopped");
        lock (_lock)
        {
            foreach (var queue in _queues.Values.ToArray())
            {
                if (queue.IsDurable)
                {
                    queue.DropTransient();
                }
                else
                {
                    Remove(queue.Name);
                }
            }
        }
    }

    /// <summary>Accepts connections again.</summary>
    public void Start()
    {
        lock (_lock)
        {
            _stopped = false;
        }
    }

    /// <summary>Ends every session.</summary>
    /// <param name="reason">What its users are told.</param>
    public void DropConnections(string reason)
    {
        foreach (var session in Sessions())
        {
            session.Close(reason);
        }
    }

    /// <summary>Stops accepting messages, as RabbitMQ does when memory or disk run low, or accepts them again.</summary>
    /// <param name="reason">Why, or null to accept messages again.</param>
    public void Block(string? reason)
    {
        BlockedReason = reason;
        foreach (var session in Sessions())
        {
            session.Observer.OnBlocked(session, reason);
        }
    }

    /// <summary>Deletes a queue; the sessions that consume from it end.</summary>
    /// <param name="queue">Name of the queue.</param>
    public void DeleteQueue(string queue)
    {
        List<InMemorySession> consuming;
        lock (_lock)
        {
            consuming = _queues.TryGetValue(queue, out var found) ? _sessions.FindAll(session => session.ConsumesFrom(found)) : [];
            Remove(queue);
        }

        foreach (var session in consuming)
        {
            session.Close($"queue '{queue}' was deleted");
        }
    }

    /// <summary>Messages in a queue, settled ones not counted; 0 when it does not exist.</summary>
    /// <param name="queue">Name of the queue.</param>
    public int CountMessages(string queue)
    {
        lock (_lock)
        {
            return _queues.TryGetValue(queue, out var found) ? found.Count : 0;
        }
    }

    /// <summary>Publishes any bytes, as a stranger would.</summary>
    /// <param name="message">The message.</param>
    /// <param name="contentType">Its content type; TypedRpc's unless given.</param>
    /// <returns>Whether a queue was bound for it.</returns>
    public bool Publish(in OutboundMessage message, string? contentType = WireConstants.ContentType)
    {
        lock (_lock)
        {
            return Route(in message, contentType, userId: null);
        }
    }

    internal void Run(Action action)
    {
        lock (_lock)
        {
            action();
        }
    }

    internal void Add(InMemorySession session)
    {
        lock (_lock)
        {
            if (_stopped)
            {
                throw new TransportException(TransportError.Unavailable, "The in-memory broker is stopped.");
            }

            _sessions.Add(session);
        }
    }

    internal void Forget(InMemorySession session)
    {
        lock (_lock)
        {
            _sessions.Remove(session);
        }
    }

    internal bool Exists(string exchange) => exchange.Length == 0 || _exchanges.ContainsKey(exchange);

    internal InMemoryExchange Exchange(string name, RpcExchangeType type, bool declare)
    {
        if (!_exchanges.TryGetValue(name, out var exchange))
        {
            if (!declare)
            {
                throw new TransportException(TransportError.Topology, $"Exchange '{name}' does not exist, and DeclareTopology is off: a server or an operator has to declare it.");
            }

            _exchanges[name] = exchange = new InMemoryExchange(name, type);
        }

        return exchange.Type == type ? exchange : throw new TransportException(
            TransportError.Topology, $"Exchange '{name}' exists with the type {exchange.Type}; wanted is the type {type}.");
    }

    /// <summary>An exchange of whatever type, as it is found; null for the default exchange.</summary>
    internal InMemoryExchange? Exchange(ExchangeDeclaration exchange) =>
        exchange.Name.Length == 0 ? null
        : !exchange.Declare && _exchanges.TryGetValue(exchange.Name, out var found) ? found
        : Exchange(exchange.Name, exchange.Type, exchange.Declare);

    internal InMemoryQueue Queue(QueueDeclaration declaration)
    {
        if (declaration.Name.Length == 0)
        {
            var name = "amq.gen-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
            return _queues[name] = new InMemoryQueue(this, declaration with { Name = name }) { IsDurable = false };
        }

        if (!_queues.TryGetValue(declaration.Name, out var queue))
        {
            if (!declaration.Declare)
            {
                throw new TransportException(TransportError.Topology, $"Queue '{declaration.Name}' does not exist, and DeclareTopology is off: an operator has to declare it.");
            }

            _queues[declaration.Name] = queue = new InMemoryQueue(this, declaration);
        }

        var wanted = InMemoryQueue.Describe(declaration);
        return !declaration.Declare || queue.Arguments == wanted ? queue : throw new TransportException(
            TransportError.Topology, $"Queue '{declaration.Name}' exists with other arguments. Wanted: {wanted}. Found: {queue.Arguments}.");
    }

    internal InMemoryQueue ExclusiveQueue() => Queue(new QueueDeclaration());

    internal void Remove(string queue)
    {
        if (_queues.Remove(queue, out var found))
        {
            foreach (var exchange in _exchanges.Values)
            {
                exchange.Unbind(found);
            }

            found.Delete();
        }
    }

    /// <summary>Puts a message into every queue that is bound for it, under the lock.</summary>
    internal bool Route(in OutboundMessage message, string? contentType, string? userId)
    {
        var queues = message.Exchange.Length == 0 ? (_queues.TryGetValue(message.RoutingKey, out var named) ? [named] : [])
            : _exchanges.TryGetValue(message.Exchange, out var exchange) ? exchange.Route(message.RoutingKey)
            : [];
        var timeToLive = message.Properties is { } properties ? properties.Expiration
            : message.ExpirationMilliseconds is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : (TimeSpan?)null;
        var expires = timeToLive is { } time ? Deadline.After(TimeProvider, time) : long.MaxValue;
        foreach (var queue in queues)
        {
            queue.Add(new InMemoryMessage(in message, contentType, userId, expires));
        }

        return queues.Count > 0;
    }

    private InMemorySession[] Sessions()
    {
        lock (_lock)
        {
            return [.. _sessions];
        }
    }
}
