namespace TypedRpc.Transport.InMemory;

/// <summary>An exchange: queues bound by key or pattern. Guarded by the broker's lock.</summary>
internal sealed class InMemoryExchange(string name, RpcExchangeType type)
{
    private readonly List<(string Key, InMemoryQueue Queue)> _bindings = [];

    public string Name { get; } = name;

    public RpcExchangeType Type { get; } = type;

    public void Bind(string key, InMemoryQueue queue)
    {
        if (!_bindings.Contains((key, queue)))
        {
            _bindings.Add((key, queue));
        }
    }

    public void Unbind(InMemoryQueue queue) => _bindings.RemoveAll(binding => ReferenceEquals(binding.Queue, queue));

    /// <summary>The queues that a message with this key goes to, each once.</summary>
    public List<InMemoryQueue> Route(string routingKey)
    {
        var queues = new List<InMemoryQueue>();
        foreach (var (key, queue) in _bindings)
        {
            var matches = Type == RpcExchangeType.Topic ? TopicPattern.Matches(key, routingKey) : key == routingKey;
            if (matches && !queues.Contains(queue))
            {
                queues.Add(queue);
            }
        }

        return queues;
    }
}
