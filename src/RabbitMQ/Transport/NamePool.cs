using System.Text;

namespace TypedRpc.RabbitMQ.Transport;

/// <summary>Names that come with every message, decoded once: a slot a hash, each with the last name that fell into it. Not thread-safe.</summary>
internal sealed class NamePool
{
    private const int Slots = 256;

    private readonly (byte[] Encoded, string Name)[] _slots = new (byte[], string)[Slots];

    public string Get(ReadOnlySpan<byte> encoded)
    {
        var hash = new HashCode();
        hash.AddBytes(encoded);
        ref var slot = ref _slots[(uint)hash.ToHashCode() % Slots];
        if (slot.Encoded is null || !encoded.SequenceEqual(slot.Encoded))
        {
            slot = (encoded.ToArray(), Encoding.UTF8.GetString(encoded));
        }

        return slot.Name;
    }
}
