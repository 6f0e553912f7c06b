using TypedRpc.PackageTests;
using TypedRpc.TestSupport;

[assembly: AssemblyFixture(typeof(PackedPackages))]

namespace TypedRpc.PackageTests;

/// <summary>The packages of this checkout, packed outside it under a version no cache has seen.</summary>
public sealed class PackedPackages : IAsyncLifetime
{
    private readonly string _root = Directory.CreateTempSubdirectory("typedrpc-packages-").FullName;

    public string Version { get; } = $"0.0.1-test.{Guid.NewGuid():N}";

    public string Folder => Path.Combine(_root, "packages");

    public async ValueTask InitializeAsync()
    {
        foreach (string project in new[] { "Runtime", "RabbitMQ" })
        {
            await Dotnet.RunAsync(
                RepositoryRoot.Path,
                "pack", Path.Combine("src", project), "--configuration", "Release", "--output", Folder,
                "--artifacts-path", Path.Combine(_root, "artifacts"), $"-p:Version={Version}");
        }
    }

    public Package Open(string id) => new(Path.Combine(Folder, $"{id}.{Version}.nupkg"));

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_root, recursive: true);
        return ValueTask.CompletedTask;
    }
}
