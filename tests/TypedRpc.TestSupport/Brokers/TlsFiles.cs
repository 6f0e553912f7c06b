namespace TypedRpc.TestSupport.Brokers;

/// <summary>Files of a node that listens with TLS: its certificate, for the loopback interface, and the authority that issued it.</summary>
internal sealed class TlsFiles
{
    public TlsFiles(string folder)
    {
        AuthorityFile = Path.Combine(folder, "authority.pem");
        Certificate = Path.Combine(folder, "server.pem");
        Key = Path.Combine(folder, "server-key.pem");
        Authority.WriteTo(AuthorityFile);
        Present(Authority, TimeProvider.System.GetUtcNow().AddDays(1), "localhost", "127.0.0.1");
    }

    public TestAuthority Authority { get; } = new("TypedRpc test authority");

    public string AuthorityFile { get; }

    public string Certificate { get; }

    public string Key { get; }

    /// <summary>Puts another certificate in the place of the node's.</summary>
    public void Present(TestAuthority issuer, DateTimeOffset until, params string[] names) => issuer.IssueServer(Certificate, Key, until, names);
}
