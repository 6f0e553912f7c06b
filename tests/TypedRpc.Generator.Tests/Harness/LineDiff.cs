using System.Text;

namespace TypedRpc.Generator.Tests.Harness;

/// <summary>Says where two texts differ, as a reviewer reads it: lines with <c>-</c> were expected, lines with <c>+</c> came.</summary>
internal static class LineDiff
{
    private const int Context = 2;

    public static void AssertEqual(string expected, string actual, string what)
    {
        if (expected != actual)
        {
            Assert.Fail($"{what} is not as expected; {Snapshot.Update}=1 accepts it.\n{Write(expected, actual)}");
        }
    }

    public static string Write(string expected, string actual)
    {
        var lines = Align(expected.Split('\n'), actual.Split('\n'));
        var text = new StringBuilder();
        for (var index = 0; index < lines.Count; index++)
        {
            var isNear = lines.Skip(index - Context).Take(Math.Min(index, Context) + 1 + Context).Any(static line => line.Sign != ' ');
            if (isNear)
            {
                text.Append(lines[index].Sign).Append(' ').Append(lines[index].Text).Append('\n');
            }
            else if (text.Length > 0 && !text.ToString().EndsWith("…\n", StringComparison.Ordinal))
            {
                text.Append("…\n");
            }
        }

        return text.ToString();
    }

    /// <summary>The lines of both in one list, by their longest common subsequence.</summary>
    private static List<(char Sign, string Text)> Align(string[] expected, string[] actual)
    {
        var common = new int[expected.Length + 1, actual.Length + 1];
        for (var i = expected.Length - 1; i >= 0; i--)
        {
            for (var j = actual.Length - 1; j >= 0; j--)
            {
                common[i, j] = expected[i] == actual[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        var lines = new List<(char, string)>();
        var (left, right) = (0, 0);
        while (left < expected.Length || right < actual.Length)
        {
            if (left < expected.Length && right < actual.Length && expected[left] == actual[right])
            {
                lines.Add((' ', expected[left++]));
                right++;
            }
            else if (right == actual.Length || (left < expected.Length && common[left + 1, right] >= common[left, right + 1]))
            {
                lines.Add(('-', expected[left++]));
            }
            else
            {
                lines.Add(('+', actual[right++]));
            }
        }

        return lines;
    }
}
