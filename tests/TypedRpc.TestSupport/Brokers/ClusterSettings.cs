using System.Security.Cryptography;

namespace TypedRpc.TestSupport.Brokers;

/// <summary>What the nodes of one cluster share: the folder with the Erlang cookie, the port mapper, the password.</summary>
internal sealed class ClusterSettings
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("typedrpc-cluster-").FullName;

    public int EpmdPort { get; } = FreePort.Next();

    public string Password { get; } = RandomNumberGenerator.GetHexString(24, lowercase: true);
}
