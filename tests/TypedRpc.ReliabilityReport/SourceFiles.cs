namespace TypedRpc.ReliabilityReport;

/// <summary>The sources of the tests.</summary>
public sealed class SourceFiles
{
    private readonly string _root;

    /// <summary>Reads the sources of a repository.</summary>
    /// <param name="root">The folder of the repository.</param>
    public SourceFiles(string root)
    {
        _root = root;
        All =
        [
            .. Directory.EnumerateFiles(Path.Combine(root, "tests"), "*.cs", SearchOption.AllDirectories)
                .Where(static path => !path.Split(Path.DirectorySeparatorChar).Any(static part => part is "obj" or "bin"))
                .Select(path => new SourceFile(Relative(path), File.ReadAllText(path)))
                .OrderBy(static file => file.Path, StringComparer.Ordinal),
        ];
    }

    /// <summary>All files, by name.</summary>
    public IReadOnlyList<SourceFile> All { get; }

    /// <summary>The file that declares a test; its class may have inherited it.</summary>
    public SourceFile? Declaring(string className, string method)
    {
        SourceFile[] declaring = [.. All.Where(file => file.Text.Contains($" {method}(", StringComparison.Ordinal))];
        return declaring.FirstOrDefault(file => Path.GetFileNameWithoutExtension(file.Path) == className)
            ?? declaring.FirstOrDefault(file => className.EndsWith(Path.GetFileNameWithoutExtension(file.Path), StringComparison.Ordinal))
            ?? declaring.FirstOrDefault();
    }

    private string Relative(string path) => Path.GetRelativePath(_root, path).Replace(Path.DirectorySeparatorChar, '/');
}
