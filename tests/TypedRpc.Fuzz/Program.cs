using System.Diagnostics;

namespace TypedRpc.Fuzz;

internal static class Program
{
    public static int Main(string[] arguments)
    {
        FuzzOptions options;
        try
        {
            options = FuzzOptions.Parse(arguments);
        }
        catch (FormatException exception)
        {
            Console.Error.WriteLine($"{exception.Message}\n{FuzzOptions.Usage}");
            return 2;
        }

        return options.Replay is { } file ? Replay(options.Target!, file) : Run(options);
    }

    private static int Run(FuzzOptions options)
    {
        Console.WriteLine($"seed={options.Seed} first={options.First}");
        var names = options.Target is { } only ? [only] : FuzzTargets.All.Keys.ToArray();
        var started = Stopwatch.GetTimestamp();
        var inputs = 0L;
        var findings = 0;
        foreach (var name in names)
        {
            var result = FuzzRun.Run(name, FuzzTargets.All[name], options.Seed, options.First, options.Inputs / names.Length);
            inputs += result.Inputs;
            findings += result.Findings.Count;
            Console.WriteLine(result);
            foreach (var finding in result.Findings)
            {
                Report(finding, options.Corpus);
            }
        }

        var elapsed = Stopwatch.GetElapsedTime(started).TotalSeconds;
        Console.WriteLine(FormattableString.Invariant($"total inputs={inputs} seconds={elapsed:F0} inputs_per_s={inputs / elapsed:F0} findings={findings}"));
        return findings == 0 ? 0 : 1;
    }

    private static void Report(FuzzFinding finding, string? corpus)
    {
        Console.WriteLine($"  index={finding.Index}: {finding.Description}");
        Console.WriteLine($"    {Convert.ToHexStringLower(finding.Input.AsSpan(0, Math.Min(finding.Input.Length, 256)))}");
        if (corpus is not null)
        {
            var folder = Directory.CreateDirectory(Path.Combine(corpus, finding.Target)).FullName;
            File.WriteAllBytes(Path.Combine(folder, $"found-{finding.Index}.bin"), finding.Input);
        }
    }

    private static int Replay(string name, string file)
    {
        using var target = FuzzTargets.All[name]();
        var finding = InputRunner.Run(target, File.ReadAllBytes(file));
        Console.WriteLine(finding ?? "passed");
        return finding is null ? 0 : 1;
    }
}
