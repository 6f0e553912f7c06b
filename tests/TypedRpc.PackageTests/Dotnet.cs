using TypedRpc.TestSupport;
using TypedRpc.TestSupport.Processes;

namespace TypedRpc.PackageTests;

internal static class Dotnet
{
    // A build node or compiler server would inherit the test's output and outlive it.
    private static readonly Dictionary<string, string?> Environment = new()
    {
        ["MSBUILDDISABLENODEREUSE"] = "1",
        ["UseSharedCompilation"] = "false",
        ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
        ["DOTNET_NOLOGO"] = "1",
    };

    public static async Task<string> RunAsync(string workingDirectory, params string[] arguments) =>
        (await ProcessRunner.RunAsync("dotnet", arguments, TestTimeouts.Download, Environment, workingDirectory)).OutputOfSuccess();
}
