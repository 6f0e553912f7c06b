namespace TypedRpc.IntegrationTests.Security;

/// <summary>The security tests share a broker, and one service: one after another.</summary>
[CollectionDefinition("security")]
public sealed class SecurityCollection : ICollectionFixture<SecurityFixture>;
