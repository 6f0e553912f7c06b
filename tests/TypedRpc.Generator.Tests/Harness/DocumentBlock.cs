using TypedRpc.TestSupport;

namespace TypedRpc.Generator.Tests.Harness;

/// <summary>A code block of a document that shows what is generated; it follows a line with <c>&lt;!-- snapshot: {name} --&gt;</c> and is rewritten together with the snapshots.</summary>
internal static class DocumentBlock
{
    public static void Match(string text, string name, params ReadOnlySpan<string> document)
    {
        var path = RepositoryRoot.Combine(document);
        var start = $"<!-- snapshot: {name} -->\n```csharp\n";
        const string End = "```\n";
        var page = File.ReadAllText(path);
        var from = page.IndexOf(start, StringComparison.Ordinal) + start.Length;
        from.ShouldBeGreaterThanOrEqualTo(start.Length, $"'{path}' has no block '{start}'");
        var to = page.IndexOf(End, from, StringComparison.Ordinal);
        if (Snapshot.IsUpdate)
        {
            File.WriteAllText(path, page[..from] + text + page[to..]);
        }
        else
        {
            LineDiff.AssertEqual(page[from..to], text, path);
        }
    }
}
