using TypedRpc.Serialization;

namespace TypedRpc.Transport;

/// <summary>Pooled memory that a transport receives a body into; who handles the message may take it over instead of copying the body.</summary>
internal sealed class RentedBody
{
    private byte[] _memory = [];

    public Memory<byte> Memory => _memory;

    public void Rent(int size) => _memory = BufferPool.Rent(size);

    /// <summary>Takes the memory over: it goes back to the pool by the caller's hand.</summary>
    public byte[] Take()
    {
        var taken = _memory;
        _memory = [];
        return taken;
    }

    /// <summary>Returns the memory, unless there is none or somebody has taken it.</summary>
    public void Release()
    {
        if (_memory.Length > 0)
        {
            BufferPool.Return(Take());
        }
    }
}
