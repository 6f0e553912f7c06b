namespace TypedRpc.IntegrationTests.Security;

[CollectionDefinition(Name)]
public sealed class MutualTlsCollection : ICollectionFixture<MutualTlsFixture>
{
    public const string Name = "mutual TLS";
}
