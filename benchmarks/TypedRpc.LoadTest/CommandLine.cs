using System.Globalization;

namespace TypedRpc.LoadTest;

/// <summary>Options of the form <c>--name</c> or <c>--name value</c>, as they were given.</summary>
internal sealed class CommandLine
{
    private readonly Dictionary<string, string> _values = [];

    /// <param name="arguments">The command line.</param>
    /// <param name="flags">Names without a value.</param>
    /// <param name="valued">Names with one.</param>
    /// <exception cref="ArgumentException">Something else stands there.</exception>
    public CommandLine(string[] arguments, string[] flags, string[] valued)
    {
        for (var i = 0; i < arguments.Length; i++)
        {
            var name = arguments[i].StartsWith("--", StringComparison.Ordinal) ? arguments[i][2..] : string.Empty;
            _values[name] = flags.Contains(name) ? string.Empty
                : valued.Contains(name) && i + 1 < arguments.Length ? arguments[++i]
                : throw new ArgumentException($"'{arguments[i]}' is no option or lacks its value.");
        }
    }

    public IReadOnlyCollection<string> Names => _values.Keys;

    public bool Has(string name) => _values.ContainsKey(name);

    public string? Text(string name) => _values.GetValueOrDefault(name);

    public int? Number(string name) => _values.TryGetValue(name, out var text) ? Parse(text) : null;

    public int[] Numbers(string name, params int[] otherwise) =>
        _values.TryGetValue(name, out var text) ? [.. text.Split(',').Select(Parse)] : otherwise;

    private static int Parse(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new ArgumentException($"'{text}' is no number.");
}
