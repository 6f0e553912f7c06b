using System.Text.RegularExpressions;
using TypedRpc.TestSupport;

namespace TypedRpc.Tests.Architecture;

/// <summary>Reads the sources and holds the layers, the folders and the sizes of the design.</summary>
public sealed partial class LayeringTests
{
    private static readonly string Runtime = RepositoryRoot.Combine("src", "Runtime");

    /// <summary>What each layer may use besides itself and the root namespace, which belongs to Contracts.</summary>
    private static readonly Dictionary<string, string[]> Layers = new()
    {
        ["Contracts"] = [],
        ["Serialization"] = [],
        ["Diagnostics"] = [],
        ["Protocol"] = ["Serialization", "Diagnostics"],
        ["Transport"] = ["Serialization", "Diagnostics", "Protocol"],
        ["Client"] = ["Serialization", "Diagnostics", "Protocol", "Transport"],
        ["Server"] = ["Serialization", "Diagnostics", "Protocol", "Transport"],
        ["Messaging"] = ["Serialization", "Diagnostics", "Protocol", "Transport"],
        ["Events"] = ["Serialization", "Diagnostics", "Protocol", "Transport", "Messaging"],
        ["Binding"] = ["Serialization", "Diagnostics", "Protocol", "Transport", "Client", "Server", "Messaging", "Events"],
    };

    [Fact]
    public void Every_layer_uses_only_those_below_it()
    {
        var wrong = new List<string>();
        foreach (var (layer, allowed) in Layers)
        {
            foreach (var file in Sources(Path.Combine(Runtime, layer)))
            {
                var used = UsedLayer().Matches(Code(file)).Select(static match => match.Groups[1].Value).Where(Layers.ContainsKey);
                wrong.AddRange(used.Where(other => other != layer && !allowed.Contains(other)).Select(other => $"{Relative(file)} uses {other}"));
            }
        }

        wrong.Distinct().ShouldBeEmpty();
    }

    [Fact]
    public void The_core_does_not_know_the_broker() =>
        Sources(Runtime).Where(static file => Code(file).Contains("RabbitMQ.Client", StringComparison.Ordinal)).Select(Relative).ShouldBeEmpty();

    [Fact]
    public void Every_folder_of_the_core_is_a_layer() =>
        Directory.GetDirectories(Runtime).Select(Path.GetFileName).Except(["bin", "obj", "build"]).Order().ShouldBe(Layers.Keys.Order());

    [Fact]
    public void A_namespace_is_a_folder()
    {
        var wrong = Sources(Runtime).Where(static file =>
        {
            var folder = Path.GetRelativePath(Runtime, Path.GetDirectoryName(file)!).Replace(Path.DirectorySeparatorChar, '.');
            var expected = folder is "." or "Contracts" ? "TypedRpc" : $"TypedRpc.{folder}";
            return Namespace().Match(Code(file)).Groups[1].Value != expected;
        });
        wrong.Select(Relative).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Runtime")]
    [InlineData("RabbitMQ")]
    [InlineData("Generator")]
    public void One_type_a_file_named_like_it(string project)
    {
        var wrong = Sources(RepositoryRoot.Combine("src", project)).Where(static file =>
        {
            var types = TopLevelType().Matches(Code(file)).Select(static match => match.Groups[1].Value).ToArray();
            return types.Length != 1 || !IsNameOf(Path.GetFileNameWithoutExtension(file), types[0]);
        });
        wrong.Select(Relative).ShouldBeEmpty();

        // Codec<T> beside Codec stands in CodecOfT.
        static bool IsNameOf(string file, string type) => file == type || file.StartsWith(type + "Of", StringComparison.Ordinal);
    }

    [Fact]
    public void Files_have_a_size_that_one_reads_in_one_go()
    {
        var sizes = new[] { "Runtime", "RabbitMQ", "Generator" }
            .SelectMany(static project => Sources(RepositoryRoot.Combine("src", project))).Select(static file => File.ReadAllLines(file).Length).Order().ToArray();
        sizes[sizes.Length / 2].ShouldBeLessThanOrEqualTo(80);
        sizes[sizes.Length * 9 / 10].ShouldBeLessThanOrEqualTo(200);
        sizes[^1].ShouldBeLessThanOrEqualTo(400);
    }

    private static IEnumerable<string> Sources(string folder) => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
        .Where(static file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    private static string Code(string file) => string.Join('\n', File.ReadLines(file).Where(static line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal)));

    private static string Relative(string file) => Path.GetRelativePath(RepositoryRoot.Path, file);

    [GeneratedRegex(@"(?:TypedRpc\.|(?<![\w.""/])(?=(?:Client|Server|Messaging|Events|Transport|Protocol)\.[A-Z]\w+\.))(Contracts|Serialization|Diagnostics|Protocol|Transport|Client|Server|Messaging|Events|Binding)\b")]
    private static partial Regex UsedLayer();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^(?:(?:public|internal|abstract|sealed|static|partial|readonly|ref) )*(?:class|struct|interface|enum|record(?: struct| class)?|delegate [\w<>]+) (\w+)", RegexOptions.Multiline)]
    private static partial Regex TopLevelType();
}
