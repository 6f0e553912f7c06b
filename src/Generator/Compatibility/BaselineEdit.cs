using System.Collections.Immutable;

namespace TypedRpc.Generator.Compatibility;

/// <summary>A change of the baseline, as the properties of a diagnostic carry it.</summary>
internal static class BaselineEdit
{
    /// <summary>Property with the lines that go.</summary>
    public const string Removed = "Removed";

    /// <summary>Property with the lines that come.</summary>
    public const string Added = "Added";

    /// <summary>The text of the file with the change of a diagnostic.</summary>
    /// <param name="text">The file.</param>
    /// <param name="properties">The diagnostic's properties.</param>
    public static string Apply(string text, ImmutableDictionary<string, string?> properties) => BaselineEditor.Apply(text, Read(properties, Removed), Read(properties, Added));

    internal static ImmutableDictionary<string, string?> Write(IEnumerable<string> removed, IEnumerable<string> added) =>
        ImmutableDictionary<string, string?>.Empty.Add(Removed, string.Join("\n", removed)).Add(Added, string.Join("\n", added));

    private static string[] Read(ImmutableDictionary<string, string?> properties, string name) =>
        properties.TryGetValue(name, out var lines) && !string.IsNullOrEmpty(lines) ? lines!.Split('\n') : [];
}
