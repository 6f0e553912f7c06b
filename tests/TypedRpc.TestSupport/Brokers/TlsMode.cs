namespace TypedRpc.TestSupport.Brokers;

/// <summary>Whether a node listens with TLS, and what it asks of clients.</summary>
internal enum TlsMode
{
    /// <summary>Plain TCP only.</summary>
    None,

    /// <summary>TLS besides; only the node shows a certificate.</summary>
    Server,

    /// <summary>TLS besides; clients must show a certificate, and may log in with it (SASL EXTERNAL).</summary>
    Mutual,
}
