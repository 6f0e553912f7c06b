using System.Text.Json;
using TypedRpc.Soak.Processes;
using TypedRpc.TestSupport.Brokers;
using TypedRpc.TestSupport.Ledger;
using TypedRpc.TestSupport.Ledger.Rest;

namespace TypedRpc.Soak.Checking;

/// <summary>What all of them hold: over time, and at rest before and after (I5, I8, I9, I10).</summary>
internal sealed class RestWatch(Fleet fleet, RabbitMqBroker broker, Evidence evidence, SoakFolder folder, SoakClock clock)
{
    private const double MostLogLinesPerSecond = 10;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // A child that was started again has other threads than the first of its slot, and one poll more or less of a timer.
    private static readonly RestBounds Bounds = new(Threads: 12, Handles: 12);

    private readonly Dictionary<string, ChildSample> _before = [];
    private readonly HashSet<string> _reported = [];
    private BrokerCensus? _census;

    /// <summary>Highest average of log lines a second of a child.</summary>
    public double LogLinesPerSecond { get; private set; }

    /// <summary>Remembers what there is while nothing runs.</summary>
    public async Task RememberAsync()
    {
        await IsQuietAsync();
        _census = await broker.Control.CensusAsync();
        foreach (Slot slot in fleet.All)
        {
            _before[slot.Name] = await slot.Child.SampleAsync();
        }
    }

    /// <summary>Takes a sample of each child; one that has died is a violation.</summary>
    public async Task SampleAsync()
    {
        foreach (Slot slot in fleet.All)
        {
            SoakChild child = slot.Child;
            try
            {
                ChildSample sample = await child.SampleAsync();
                slot.Add(child, sample);
                Judge(child, sample);
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException or TimeoutException or JsonException)
            {
                // It is being killed or restarted; or it died, or hangs.
                if ((ReferenceEquals(child, slot.Child) && child.Died || e is TimeoutException) && _reported.Add(child.Name))
                {
                    evidence.Add(new Violation("I8", child.Name, $"died or does not answer: {e.Message}"), null);
                }
            }
        }
    }

    /// <summary>Compares with what was remembered, as soon as it is the same, and for at most 30 s.</summary>
    public async Task CompareAsync()
    {
        await IsQuietAsync();
        IReadOnlyList<Violation> found = [];
        double end = clock.Now + Patience.TotalMilliseconds;
        do
        {
            await Task.Delay(TimeSpan.FromMilliseconds(500));
            BrokerCensus census = await broker.Control.CensusAsync();
            var violations = new List<Violation>();
            foreach (Slot slot in fleet.All)
            {
                ChildSample before = _before[slot.Name];
                ChildSample after = await slot.Child.SampleAsync();
                Judge(slot.Child, after);
                violations.AddRange(new RestChecker(Bounds)
                    .Check(new RestState(0, 0, null, before.Census), new RestState(after.Pending, after.Active, null, after.Census))
                    .Select(violation => violation with { Subject = $"{slot.Child.Name} {violation.Subject}" }));
            }

            if (census != _census)
            {
                violations.Add(new Violation("I5", "broker", $"was {_census}, is {census}"));
            }

            found = violations;
        }
        while (found.Count > 0 && clock.Now < end);

        foreach (Violation violation in found)
        {
            evidence.Add(violation, null);
        }
    }

    /// <summary>Looks for secrets in what the children wrote.</summary>
    public void CheckLogs(params string[] secrets)
    {
        foreach (string path in Directory.EnumerateFiles(folder.Logs))
        {
            foreach (string secret in secrets.Where(secret => File.ReadLines(path).Any(line => line.Contains(secret, StringComparison.Ordinal))))
            {
                evidence.Add(new Violation("I9", Path.GetFileName(path), "shows the password"), null);
            }
        }
    }

    private void Judge(SoakChild child, ChildSample sample)
    {
        foreach (string exception in sample.Unobserved.Where(exception => _reported.Add(child.Name + exception)))
        {
            evidence.Add(new Violation("I8", child.Name, $"unobserved: {exception}"), null);
        }

        // A young child's start alone says more than that.
        double rate = sample.LogLines / Math.Max(30, sample.Age / 1000);
        LogLinesPerSecond = Math.Max(LogLinesPerSecond, rate);
        if (rate > MostLogLinesPerSecond && _reported.Add(child.Name + "logs"))
        {
            evidence.Add(new Violation("I7", child.Name, $"{sample.LogLines} log lines, {rate:0.0} a second"), null);
        }
    }

    private async Task IsQuietAsync()
    {
        double end = clock.Now + Patience.TotalMilliseconds;
        while (clock.Now < end)
        {
            bool quiet = true;
            foreach (Slot slot in fleet.All)
            {
                ChildSample sample = await slot.Child.SampleAsync();
                quiet &= sample is { Pending: 0, Active: 0, UnderWay: 0 };
            }

            if (quiet)
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200));
        }
    }
}
