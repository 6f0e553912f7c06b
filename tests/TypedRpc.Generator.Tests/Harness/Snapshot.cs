using System.Runtime.CompilerServices;
using TypedRpc.TestSupport;

namespace TypedRpc.Generator.Tests.Harness;

/// <summary>Compares generated files with <c>Snapshots/{case}/{hint}</c>; <c>TYPEDRPC_UPDATE_SNAPSHOTS=1</c> rewrites them instead.</summary>
internal static class Snapshot
{
    public const string Update = "TYPEDRPC_UPDATE_SNAPSHOTS";

    private const string Placeholder = "{version}";

    private static readonly string Version = typeof(RpcContractGenerator).Assembly.GetName().Version!.ToString(3);

    // Not by the path that the compiler saw: a deterministic build maps it to "/_/".
    public static string Folder { get; } = RepositoryRoot.Combine("tests", "TypedRpc.Generator.Tests", "Snapshots");

    public static bool IsUpdate => Environment.GetEnvironmentVariable(Update) == "1";

    public static void Match(GeneratorRun run, [CallerMemberName] string @case = "")
    {
        var folder = Path.Combine(Folder, @case);
        var actual = run.Files.ToDictionary(static file => file.HintName, static file => Normalize(file.SourceText.ToString()));
        if (IsUpdate)
        {
            Write(folder, actual);
        }

        Directory.CreateDirectory(folder);
        Directory.GetFiles(folder).Select(Path.GetFileName).ShouldBe(actual.Keys, ignoreOrder: true, $"{Update}=1 writes and deletes files.");
        foreach (var (name, text) in actual)
        {
            LineDiff.AssertEqual(File.ReadAllText(Path.Combine(folder, name)), text, $"{@case}/{name}");
        }
    }

    /// <summary>The text without what differs from version to version.</summary>
    public static string Normalize(string text) => text.Replace(Version, Placeholder, StringComparison.Ordinal);

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
