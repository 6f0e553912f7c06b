using System.Globalization;
using System.Security.Cryptography;

namespace TypedRpc.Fuzz;

/// <summary>What to run.</summary>
internal sealed record FuzzOptions
{
    public const string Usage = "usage: eng/fuzz.sh [--inputs N] [--seed S] [--first INDEX] [--target NAME] [--corpus FOLDER] [--replay FILE]";

    /// <summary>Inputs of all targets together.</summary>
    public long Inputs { get; private init; } = 1_000_000;

    public ulong Seed { get; private init; } = (uint)RandomNumberGenerator.GetInt32(int.MaxValue);

    public long First { get; private init; }

    public string? Target { get; private init; }

    /// <summary>Where inputs that find something are kept.</summary>
    public string? Corpus { get; private init; }

    /// <summary>One input of <see cref="Target"/> to run instead.</summary>
    public string? Replay { get; private init; }

    /// <exception cref="FormatException">An option is unknown or has no value.</exception>
    public static FuzzOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new FuzzOptions();
        for (var index = 0; index < arguments.Count; index += 2)
        {
            var value = index + 1 < arguments.Count ? arguments[index + 1] : throw new FormatException($"{arguments[index]} needs a value.");
            options = arguments[index] switch
            {
                "--inputs" => options with { Inputs = long.Parse(value, CultureInfo.InvariantCulture) },
                "--seed" => options with { Seed = ulong.Parse(value, CultureInfo.InvariantCulture) },
                "--first" => options with { First = long.Parse(value, CultureInfo.InvariantCulture) },
                "--target" => options with { Target = FuzzTargets.All.ContainsKey(value) ? value : throw new FormatException($"Targets: {string.Join(", ", FuzzTargets.All.Keys)}.") },
                "--corpus" => options with { Corpus = value },
                "--replay" => options with { Replay = value },
                _ => throw new FormatException($"Option {arguments[index]} is unknown."),
            };
        }

        return options.Replay is null || options.Target is not null ? options : throw new FormatException("--replay needs --target.");
    }
}
