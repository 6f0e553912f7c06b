namespace TypedRpc.TestSupport.Brokers;

/// <summary>How a broker is reached over TLS.</summary>
/// <param name="Uri">Where to connect, credentials included.</param>
/// <param name="AuthorityFile">PEM file with the certificate authority to trust; nobody else does.</param>
/// <param name="Authority">That authority: the broker trusts clients with a certificate of it.</param>
public sealed record BrokerTls(Uri Uri, string AuthorityFile, TestAuthority Authority);
