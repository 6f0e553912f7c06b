using System.Text.Json;

namespace TypedRpc.TestSupport.Ledger;

/// <summary>Records of one kind in a folder, one JSON line each; every writer has a file of its own, so several processes can write at once.</summary>
/// <typeparam name="TRecord">The kind.</typeparam>
internal sealed class LineFile<TRecord> : IDisposable
{
    private static readonly string Extension = $".{typeof(TRecord).Name.ToLowerInvariant()}.jsonl";

    private readonly Lock _lock = new();
    private readonly FileStream _stream;

    public LineFile(string folder)
    {
        Directory.CreateDirectory(folder);

        // No buffer of ours: what was written stays written when the process is killed.
        string path = Path.Combine(folder, $"{Environment.ProcessId}-{Guid.NewGuid():N}{Extension}");
        _stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);
    }

    public static IReadOnlyList<TRecord> ReadAll(string folder) =>
        [.. Directory.EnumerateFiles(folder, $"*{Extension}").SelectMany(static path => ReadLines(path))];

    public void Append(TRecord record)
    {
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(record), (byte)'\n'];
        lock (_lock)
        {
            _stream.Write(line);
        }
    }

    public void Dispose() => _stream.Dispose();

    // A killed process may leave its last line unfinished: without its end it does not count.
    private static IEnumerable<TRecord> ReadLines(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        string text = new StreamReader(stream).ReadToEnd();
        string[] lines = text.Split('\n');
        return lines[..^1].Select(static line => JsonSerializer.Deserialize<TRecord>(line)!);
    }
}
