using System.IO.Compression;
using System.Xml.Linq;

namespace TypedRpc.PackageTests;

/// <summary>What a .nupkg file promises to those who install it.</summary>
public sealed class Package
{
    public Package(string file)
    {
        using ZipArchive archive = ZipFile.OpenRead(file);
        Files = archive.Entries.Select(entry => entry.FullName).Where(name => !IsContainerPlumbing(name)).ToArray();
        using Stream manifest = archive.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        XElement metadata = XDocument.Load(manifest).Root!.Elements().Single();
        License = metadata.Elements().SingleOrDefault(e => e.Name.LocalName == "license")?.Value;
        Dependencies = metadata.Descendants().Where(e => e.Name.LocalName == "dependency")
            .Select(e => new PackageDependency(e.Attribute("id")!.Value, e.Attribute("version")!.Value, e.Attribute("exclude")?.Value))
            .ToArray();
    }

    public IReadOnlyList<string> Files { get; }

    public string? License { get; }

    public IReadOnlyList<PackageDependency> Dependencies { get; }

    private static bool IsContainerPlumbing(string name) =>
        name is "[Content_Types].xml" || name.StartsWith("_rels/", StringComparison.Ordinal)
        || name.StartsWith("package/", StringComparison.Ordinal) || name.EndsWith(".nuspec", StringComparison.Ordinal);
}
