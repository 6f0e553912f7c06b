using System.Text.Json;
using TypedRpc.TestSupport.Ledger;

namespace TypedRpc.Soak.Checking;

/// <summary>Keeps what violates a promise: printed, counted, and on disk with the records around it.</summary>
internal sealed class Evidence(SoakFolder folder, int seed, Action<string> say)
{
    private const int MostPrinted = 50;
    private const int MostWindows = 20;

    private readonly List<Violation> _violations = [];
    private readonly Lock _lock = new();

    /// <summary>The first of them; <see cref="Count"/> has them all.</summary>
    public IReadOnlyList<Violation> Violations
    {
        get
        {
            lock (_lock)
            {
                return [.. _violations];
            }
        }
    }

    public int Count { get; private set; }

    /// <summary>Adds one.</summary>
    /// <param name="violation">What was found.</param>
    /// <param name="context">What belongs to it, for the file.</param>
    /// <param name="window">The folder of its window, which is kept.</param>
    public void Add(Violation violation, object? context, string? window = null)
    {
        lock (_lock)
        {
            Directory.CreateDirectory(folder.Evidence);
            Count++;
            if (Count <= MostPrinted)
            {
                _violations.Add(violation);
                say($"VIOLATION {violation} (seed {seed})");
            }

            File.AppendAllText(
                Path.Combine(folder.Evidence, "violations.jsonl"),
                JsonSerializer.Serialize(new { Seed = seed, Violation = violation.ToString(), Context = context }) + "\n");
            if (window is not null)
            {
                Keep(window);
            }
        }
    }

    private void Keep(string window)
    {
        string kept = Path.Combine(folder.Evidence, $"window-{Path.GetFileName(window)}");
        if (Directory.Exists(kept) || Directory.GetDirectories(folder.Evidence).Length >= MostWindows)
        {
            return;
        }

        Directory.CreateDirectory(kept);
        foreach (string file in Directory.GetFiles(window))
        {
            File.Copy(file, Path.Combine(kept, Path.GetFileName(file)));
        }
    }
}
