namespace TypedRpc.ReliabilityReport;

/// <summary>A source of a test.</summary>
/// <param name="Path">Relative to the folder of the repository.</param>
/// <param name="Text">What it contains.</param>
public sealed record SourceFile(string Path, string Text);
