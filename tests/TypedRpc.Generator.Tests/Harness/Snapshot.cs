using System.Runtime.CompilerServices;
using TypedRpc.TestSupport;

namespace TypedRpc.Generator.Tests.Harness;

/// <summary>Compares generated files with <c>Snapshots/{case}/{hint}</c>; <c>TYPEDRPC_UPDATE_SNAPSHOTS=1</c> rewrites them instead.</summary>
internal static class Snapshot
{
    private const string Placeholder = "{version}";

    private static readonly string Version = typeof(RpcContractGenerator).Assembly.GetName().Version!.ToString(3);

    public static void Match(GeneratorRun run, [CallerMemberName] string @case = "")
    {
        // Not by the path that the compiler saw: a deterministic build maps it to "/_/".
        var folder = RepositoryRoot.Combine("tests", "TypedRpc.Generator.Tests", "Snapshots", @case);
        var actual = run.Files.ToDictionary(static file => file.HintName, static file => file.SourceText.ToString().Replace(Version, Placeholder, StringComparison.Ordinal));
        if (Environment.GetEnvironmentVariable("TYPEDRPC_UPDATE_SNAPSHOTS") == "1")
        {
            Write(folder, actual);
        }

        Directory.GetFiles(folder).Select(Path.GetFileName).ShouldBe(actual.Keys, ignoreOrder: true);
        foreach (var (name, text) in actual)
        {
            text.ShouldBe(File.ReadAllText(Path.Combine(folder, name)));
        }
    }

    private static void Write(string folder, Dictionary<string, string> files)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(folder);
        foreach (var (name, text) in files)
        {
            File.WriteAllText(Path.Combine(folder, name), text);
        }
    }
}
