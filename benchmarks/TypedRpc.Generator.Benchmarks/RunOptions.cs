using System.Globalization;

namespace TypedRpc.Generator.Benchmarks;

/// <summary>What to measure.</summary>
/// <param name="Shapes">Contracts of a project, one run each.</param>
/// <param name="Keys">Keys that are pressed in each contender's project.</param>
/// <param name="Contenders">Who takes part; empty for all.</param>
/// <param name="WritesPage">Whether the page of results is written: by a full run only.</param>
internal sealed record RunOptions(IReadOnlyList<int> Shapes, int Keys, IReadOnlyList<string> Contenders, bool WritesPage)
{
    public const string Usage = "usage: eng/generator-bench.sh [--quick] [--contracts N[,N...]] [--keys N] [--contenders NAME[,NAME...]]";

    private static readonly RunOptions Full = new([50, 1000], Keys: 20, [], WritesPage: true);
    private static readonly RunOptions Quick = new([50, 200], Keys: 20, [], WritesPage: false);

    /// <summary>The options, or null when the arguments are wrong.</summary>
    public static RunOptions? Parse(ReadOnlySpan<string> arguments)
    {
        var options = Full;
        for (var index = 0; index < arguments.Length; index++)
        {
            var name = arguments[index];
            if (name == "--quick")
            {
                options = Quick;
                continue;
            }

            if (++index == arguments.Length)
            {
                return null;
            }

            var values = arguments[index].Split(',');
            switch (name)
            {
                case "--contracts":
                    options = options with { Shapes = [.. values.Select(Number)], WritesPage = false };
                    break;
                case "--keys":
                    options = options with { Keys = Number(values[0]), WritesPage = false };
                    break;
                case "--contenders":
                    options = options with { Contenders = values, WritesPage = false };
                    break;
                default:
                    return null;
            }
        }

        return options.Keys > 0 && options.Shapes.All(static contracts => contracts > 0) ? options : null;
    }

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
