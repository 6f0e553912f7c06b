namespace TypedRpc.LoadTest.Reporting;

/// <summary>What is particular to the report of a kind of run.</summary>
/// <param name="Title">Title of its page.</param>
/// <param name="Command">What writes it.</param>
/// <param name="Page">The page's file, in the folder of results.</param>
/// <param name="Goals">What TypedRpc wants to reach.</param>
internal sealed record ReportKind(string Title, string Command, string Page, IReadOnlyList<Goal> Goals);
