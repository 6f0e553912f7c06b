namespace TypedRpc;

/// <summary>State of a connection to the broker.</summary>
public enum RpcConnectionState
{
    /// <summary>There is no session: connecting goes on in the background, calls wait within their deadlines.</summary>
    Disconnected = 0,

    /// <summary>A session is up.</summary>
    Connected = 1,

    /// <summary>A session is up, but the broker does not accept messages.</summary>
    Blocked = 2,

    /// <summary>The connection was disposed.</summary>
    Closed = 3,
}
