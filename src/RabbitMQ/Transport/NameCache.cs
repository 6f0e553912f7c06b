using System.Collections.Concurrent;

namespace TypedRpc.RabbitMQ.Transport;

/// <summary>Names in the form in which they are sent, encoded once. Clients come and go, so it starts anew when it has grown too large.</summary>
internal sealed class NameCache<T>(Func<string, T> encode)
    where T : class
{
    private const int Limit = 4096;

    private readonly ConcurrentDictionary<string, T> _encoded = new();

    public T Get(string name)
    {
        if (_encoded.TryGetValue(name, out var encoded))
        {
            return encoded;
        }

        if (_encoded.Count >= Limit)
        {
            _encoded.Clear();
        }

        return _encoded.GetOrAdd(name, encode);
    }
}
