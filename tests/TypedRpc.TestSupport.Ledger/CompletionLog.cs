using System.Collections.Concurrent;

namespace TypedRpc.TestSupport.Ledger;

/// <summary>What callers saw: each call, and each time that it ended.</summary>
public sealed class CompletionLog : IDisposable
{
    private readonly ConcurrentDictionary<string, CallRecord> _calls = new();
    private readonly ConcurrentQueue<CallCompletion> _completions = new();
    private readonly LineFile<CallRecord>? _callFile;
    private readonly LineFile<CallCompletion>? _completionFile;

    /// <summary>Opens a log.</summary>
    /// <param name="folder">Where to write it as well, so that it outlives the process; null to keep it in memory alone.</param>
    public CompletionLog(string? folder = null)
    {
        if (folder is not null)
        {
            _callFile = new LineFile<CallRecord>(folder);
            _completionFile = new LineFile<CallCompletion>(folder);
        }
    }

    /// <summary>The calls so far.</summary>
    public IReadOnlyList<CallRecord> Calls => Join(_calls.Values, _completions);

    /// <summary>All calls that all processes have logged.</summary>
    public static IReadOnlyList<CallRecord> Read(string folder) => Join(LineFile<CallRecord>.ReadAll(folder), LineFile<CallCompletion>.ReadAll(folder));

    /// <summary>Writes down that a call is about to be made.</summary>
    public void Begin(CallRecord call)
    {
        _calls[call.CallId] = call;
        _callFile?.Append(call);
    }

    /// <summary>Writes down that a call has ended. Whoever ends a call twice writes twice.</summary>
    public void Complete(CallCompletion completion)
    {
        _completions.Enqueue(completion);
        _completionFile?.Append(completion);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _callFile?.Dispose();
        _completionFile?.Dispose();
    }

    private static List<CallRecord> Join(IEnumerable<CallRecord> calls, IEnumerable<CallCompletion> completions)
    {
        ILookup<string, CallCompletion> byCall = completions.ToLookup(static completion => completion.CallId);
        return [.. calls.Select(call => call with { Completions = [.. byCall[call.CallId]] })];
    }
}
