using TypedRpc.Serialization;
using TypedRpc.Transport;

namespace TypedRpc.Server;

/// <summary>An encoded answer on its way to a client.</summary>
internal interface IReply : ILineItem<IReply>
{
    /// <summary>The frame; the reply owns it until it has been handed over.</summary>
    PooledBufferWriter Frame { get; }

    /// <summary><c>Service/Method</c>, or as much as is known, for the log.</summary>
    string Method { get; }

    /// <summary>The line is about to send the reply, or keeps it for the next message; false if it has been dropped meanwhile, and then it is not looked at again.</summary>
    bool TryTake();

    /// <summary>The transport has taken the reply, or it is lost. Comes once, if the line has taken the reply.</summary>
    void OnHandedOver(bool sent);
}
