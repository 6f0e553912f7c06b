using System.Globalization;

namespace TypedRpc.Scale.Measurements;

/// <summary>What all processes of the machine did since it was made: how often they took turns, and how much of the processors they used. Linux tells; elsewhere it is <c>n/a</c>.</summary>
internal sealed class MachineLoad
{
    private const string Source = "/proc/stat";

    private readonly (double Switches, double Busy, double Total)? _start = Read();

    /// <summary>Turns per <paramref name="calls"/>, and the share of processor time that was not idle.</summary>
    public string Since(double calls) => _start is { } start && Read() is { } now
        ? string.Create(
            CultureInfo.InvariantCulture, $"switches_per_call={(now.Switches - start.Switches) / calls:F3} busy={(now.Busy - start.Busy) / (now.Total - start.Total):F2}")
        : "switches_per_call=n/a busy=n/a";

    private static (double Switches, double Busy, double Total)? Read()
    {
        if (!File.Exists(Source))
        {
            return null;
        }

        // https://man7.org/linux/man-pages/man5/proc_stat.5.html: user nice system idle iowait irq softirq steal
        var lines = File.ReadAllLines(Source);
        var times = Values(lines[0]).Take(8).ToArray();
        var idle = times[3] + times[4];
        var switches = Values(lines.First(static line => line.StartsWith("ctxt ", StringComparison.Ordinal))).First();
        return (switches, times.Sum() - idle, times.Sum());
    }

    private static IEnumerable<double> Values(string line) =>
        line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(static text => double.Parse(text, CultureInfo.InvariantCulture));
}
