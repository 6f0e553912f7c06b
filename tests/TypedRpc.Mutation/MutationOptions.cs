using System.Globalization;

namespace TypedRpc.Mutation;

/// <summary>What to mutate.</summary>
internal sealed record MutationOptions
{
    public const string Usage = "usage: eng/mutate.sh [--only TEXT] [--except TEXT] [--longest MS] [--tests N] [--with TEXT] [--part N/M] [--verbose true]";

    /// <summary>Part of the place or change of the mutants, such as <c>Parsing/</c>; others are not run.</summary>
    public string Only { get; private init; } = "";

    /// <summary>Part of the place of mutants that are not run.</summary>
    public string? Except { get; private init; }

    /// <summary>Tests that take more processor time than this are not run.</summary>
    public TimeSpan Longest { get; private init; } = TimeSpan.FromSeconds(5);

    /// <summary>How many tests at most are run for a mutant.</summary>
    public int Tests { get; private init; } = int.MaxValue;

    /// <summary>Part of the full names of the test classes that are run.</summary>
    public string With { get; private init; } = "";

    /// <summary>The mutants are shared out among so many runs, and which of them this is, from 1 on.</summary>
    public (int Number, int Count) Part { get; private init; } = (1, 1);

    /// <summary>Whether to say which test notices each mutant.</summary>
    public bool IsVerbose { get; private init; }

    /// <exception cref="FormatException">An option is unknown or has no value.</exception>
    public static MutationOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new MutationOptions();
        for (var index = 0; index < arguments.Count; index += 2)
        {
            var value = index + 1 < arguments.Count ? arguments[index + 1] : throw new FormatException($"{arguments[index]} needs a value.");
            options = arguments[index] switch
            {
                "--only" => options with { Only = value },
                "--except" => options with { Except = value },
                "--longest" => options with { Longest = TimeSpan.FromMilliseconds(int.Parse(value, CultureInfo.InvariantCulture)) },
                "--tests" => options with { Tests = int.Parse(value, CultureInfo.InvariantCulture) },
                "--with" => options with { With = value },
                "--part" when value.Split('/') is [var number, var count] => options with { Part = (int.Parse(number, CultureInfo.InvariantCulture), int.Parse(count, CultureInfo.InvariantCulture)) },
                "--verbose" => options with { IsVerbose = bool.Parse(value) },
                _ => throw new FormatException($"Option {arguments[index]} is unknown."),
            };
        }

        return options;
    }

    public bool Takes(string key, int index) => key.Contains(Only, StringComparison.Ordinal)
        && (Except is null || !key.Contains(Except, StringComparison.Ordinal))
        && index % Part.Count == Part.Number - 1;
}
