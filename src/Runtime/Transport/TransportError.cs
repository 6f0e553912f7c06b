namespace TypedRpc.Transport;

/// <summary>Why the transport failed.</summary>
public enum TransportError
{
    /// <summary>No connection, or it ended.</summary>
    Unavailable = 0,

    /// <summary>Nothing is bound to the routing key.</summary>
    Unroutable = 1,

    /// <summary>The broker refused the message, for example because the queue is full.</summary>
    Rejected = 2,

    /// <summary>The broker account lacks a permission, or its credentials are wrong.</summary>
    AccessRefused = 3,

    /// <summary>An exchange or queue is missing, or exists with other properties. Trying again does not help until somebody changes it.</summary>
    Topology = 4,
}
