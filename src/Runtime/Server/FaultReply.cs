using TypedRpc.Serialization;

namespace TypedRpc.Server;

/// <summary>The answer to what never became a call.</summary>
internal sealed class FaultReply(PooledBufferWriter frame, string method) : IReply
{
    public IReply? Next { get; set; }

    public PooledBufferWriter Frame => frame;

    public string Method => method;

    public bool TryTake() => true;

    public void OnHandedOver(bool sent) => frame.Dispose();
}
