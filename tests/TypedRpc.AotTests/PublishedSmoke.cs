using TypedRpc.AotTests;
using TypedRpc.TestSupport;
using TypedRpc.TestSupport.Processes;

[assembly: AssemblyFixture(typeof(PublishedSmoke))]

namespace TypedRpc.AotTests;

/// <summary>TypedRpc.AotSmoke, compiled to machine code once for all tests.</summary>
public sealed class PublishedSmoke : IAsyncLifetime
{
    private const string Name = "TypedRpc.AotSmoke";

    private static readonly Dictionary<string, string?> Environment = new()
    {
        ["MSBUILDDISABLENODEREUSE"] = "1",
        ["UseSharedCompilation"] = "false",
        ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
        ["DOTNET_NOLOGO"] = "1",
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("typedrpc-aot-").FullName;

    public IReadOnlyList<string> Warnings { get; private set; } = [];

    public long Size => new FileInfo(Executable).Length;

    private string Executable => Path.Combine(_folder, Name);

    public async ValueTask InitializeAsync()
    {
        // The native compiler says nothing of what it finds compiled, so its folder is new each time; the rest is what the solution's build left.
        var published = await ProcessRunner.RunAsync(
            "dotnet",
            [
                "publish", Path.Combine("tests", Name), "--configuration", "Release", "--use-current-runtime", "--output", _folder,
                "-p:AotSmoke=true", $"-p:NativeIntermediateOutputPath={_folder}/native/",
            ],
            2 * TestTimeouts.Download,
            Environment,
            RepositoryRoot.Path);
        var lines = published.OutputOfSuccess().Split('\n');
        Warnings = [.. lines.Where(static line => line.Contains(" warning ", StringComparison.Ordinal)).Distinct()];
    }

    public Task<ProcessResult> RunAsync(string mode, Uri? broker = null) => ProcessRunner.RunAsync(
        Executable, [mode], TestTimeouts.Command, new Dictionary<string, string?> { ["TYPEDRPC_AMQP_URI"] = broker?.ToString() });

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
