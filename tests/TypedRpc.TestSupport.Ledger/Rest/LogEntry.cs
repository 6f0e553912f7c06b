using Microsoft.Extensions.Logging;

namespace TypedRpc.TestSupport.Ledger.Rest;

/// <summary>One thing that was logged.</summary>
/// <param name="Level">How grave it is.</param>
/// <param name="EventId">Its stable id.</param>
/// <param name="Message">The message.</param>
/// <param name="Exception">The exception in full, or null.</param>
public sealed record LogEntry(LogLevel Level, int EventId, string Message, string? Exception);
