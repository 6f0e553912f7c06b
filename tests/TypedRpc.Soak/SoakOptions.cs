using System.Globalization;
using System.Security.Cryptography;

namespace TypedRpc.Soak;

/// <summary>What the command line asks for.</summary>
internal sealed record SoakOptions
{
    public const string Usage = "usage: soak [--minutes N | --events N] [--chaos] [--seed S] [--rate N/S] [--every SECONDS] [--report FILE] [--only FAULT,...]";

    private const int CallsPerSecond = 500;
    private const int EventsPerSecond = 1500;

    private readonly int? _rate;

    public double Minutes { get; init; } = 5;

    /// <summary>How many events have to be confirmed; null for a run with calls.</summary>
    public long? Events { get; init; }

    public bool Chaos { get; init; }

    public int Seed { get; init; } = RandomNumberGenerator.GetInt32(int.MaxValue);

    /// <summary>Calls or events a second of all clients or publishers together.</summary>
    public int Rate
    {
        get => _rate ?? (Events is null ? CallsPerSecond : EventsPerSecond);
        init => _rate = value;
    }

    /// <summary>Mean seconds from one fault to the next.</summary>
    public double Every { get; init; } = 20;

    public string? Report { get; init; }

    /// <summary>Names of the only faults to inject; empty for all.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>The command that repeats the run: same load, same faults in the same order.</summary>
    public string Replay => string.Create(
        CultureInfo.InvariantCulture,
        $"eng/soak.sh {(Events is null ? $"--minutes {Minutes}" : $"--events {Events}")}{(Chaos ? " --chaos" : "")} --seed {Seed} --rate {Rate} --every {Every}{(Only.Count > 0 ? $" --only \"{string.Join(',', Only)}\"" : "")}");

    /// <summary>Null if the arguments make no sense.</summary>
    public static SoakOptions? Parse(IReadOnlyList<string> args)
    {
        var options = new SoakOptions();
        for (int i = 0; i < args.Count; i++)
        {
            string value = i + 1 < args.Count ? args[i + 1] : string.Empty;
            SoakOptions? next = args[i] switch
            {
                "--chaos" => options with { Chaos = true },
                "--minutes" when Number(value) is { } minutes => options with { Minutes = minutes },
                "--events" when Number(value) is { } events => options with { Events = (long)events },
                "--seed" when Number(value) is { } seed => options with { Seed = (int)seed },
                "--rate" when Number(value) is { } rate => options with { Rate = (int)rate },
                "--every" when Number(value) is { } every => options with { Every = every },
                "--report" when value.Length > 0 => options with { Report = value },
                "--only" when value.Length > 0 => options with { Only = value.Split(',') },
                _ => null,
            };
            if (next is null)
            {
                return null;
            }

            options = next;
            i += args[i] == "--chaos" ? 0 : 1;
        }

        return options;
    }

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number > 0 ? number : null;
}
