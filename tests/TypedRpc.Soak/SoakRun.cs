using TypedRpc.Soak.Chaos;
using TypedRpc.Soak.Checking;
using TypedRpc.Soak.Processes;
using TypedRpc.Soak.Reporting;
using TypedRpc.Soak.Workloads;
using TypedRpc.TestSupport;
using TypedRpc.TestSupport.Brokers;
using TypedRpc.TestSupport.Ledger;

namespace TypedRpc.Soak;

/// <summary>One run: warm up, load with faults, rest, report.</summary>
internal sealed class SoakRun(SoakOptions options) : IAsyncDisposable
{
    private const double ShortestInterval = 250;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan SampleInterval = TimeSpan.FromSeconds(10);

    private readonly SoakClock _clock = SoakClock.FromNow();
    private readonly SoakFolder _folder = new(RepositoryRoot.Combine("artifacts", "soak", $"{TimeProvider.System.GetUtcNow():yyyyMMdd-HHmmss}-{options.Seed}"));
    private readonly Fleet _fleet = new();
    private readonly Workload _workload = Workload.Of(options);
    private RabbitMqBroker? _broker;
    private bool _keep = true;

    /// <summary>Runs until its time is over or the token fires; true if nothing was violated.</summary>
    public async Task<bool> RunAsync(CancellationToken token)
    {
        Directory.CreateDirectory(_folder.Windows);
        Directory.CreateDirectory(_folder.Logs);
        Directory.CreateDirectory(_folder.Sessions);
        Say($"seed {options.Seed}; again: {options.Replay}");
        Say($"files: {_folder.Path}");
        _broker = await RabbitMqBroker.StartAsync(controllable: true, token);
        string password = _broker.Uri.UserInfo.Split(':')[1];
        string version = $"RabbitMQ {(await _broker.Control.EvaluateAsync("rabbit_misc:version().")).Trim().Trim('"')}";
        await _fleet.StartAsync(_broker, _workload, options, _folder, _clock);

        var evidence = new Evidence(_folder, options.Seed, Say);
        var scope = new ChaosScope(_fleet, _broker, new Random(options.Seed), _clock, token);
        var monkey = new ChaosMonkey(options, _workload.Faults, scope, new SignWatch(_fleet, scope, evidence), Say);
        WindowChecker checker = _workload.Checker(_folder, _clock, _fleet, () => monkey.Injections, evidence);
        var rest = new RestWatch(_fleet, _broker, evidence, _folder, _clock);
        await _fleet.SwitchAsync(on: true);
        await scope.LastAsync(WarmUp);
        await _fleet.SwitchAsync(on: false);
        await _workload.SettleAsync(_broker);
        await rest.RememberAsync();

        double start = _clock.Now;
        await _fleet.SwitchAsync(on: true);
        Say($"load is on, {options.Rate} {_workload.Noun}/s on {version}");
        Task chaos = options.Chaos ? monkey.RunAsync(Remaining, token) : Task.CompletedTask;
        while (Remaining() > 0 && !token.IsCancellationRequested)
        {
            await scope.LastAsync(TimeSpan.FromMilliseconds(Math.Clamp(Remaining(), ShortestInterval, SampleInterval.TotalMilliseconds)));
            await rest.SampleAsync();
            checker.Check();
            Say($"{checker.Checked:N0} {_workload.Noun} checked, {monkey.Injections.Count} injections, {evidence.Count} violations");
        }

        await chaos;
        double seconds = (_clock.Now - start) / 1000;
        await _fleet.SwitchAsync(on: false);
        await _workload.SettleAsync(_broker);
        await rest.CompareAsync();
        checker.Check(all: true);
        rest.CheckLogs(password);

        SlopeLine[] slopes = [.. _fleet.Anchors.Select(SlopeLine.Of)];
        foreach (SlopeLine slope in slopes.Where(static slope => slope.Violation is not null))
        {
            evidence.Add(new Violation("I10", slope.Process, slope.Violation!), slope);
        }

        await ReportAsync(new SoakReport(options, _workload, version, seconds).Write(
            checker, monkey.Injections, slopes, evidence, monkey.HarnessFaults, rest.LogLinesPerSecond));
        return Conclude(evidence, monkey, checker.Checked);

        double Remaining() => _workload.Remaining(_clock.Now - start, _fleet);
    }

    public async ValueTask DisposeAsync()
    {
        await _fleet.DisposeAsync();
        await (_broker?.DisposeAsync() ?? ValueTask.CompletedTask);
        if (!_keep)
        {
            Directory.Delete(_folder.Path, recursive: true);
        }
    }

    private bool Conclude(Evidence evidence, ChaosMonkey monkey, long judged)
    {
        bool clean = evidence.Count == 0 && monkey.HarnessFaults.Count == 0 && judged > 0;
        _keep = !clean;
        if (_keep)
        {
            File.WriteAllLines(Path.Combine(_folder.Path, "injections.txt"), monkey.Injections.Select(static injection => injection.ToString()));
            Say($"seed {options.Seed}: {evidence.Count} violations, {monkey.HarnessFaults.Count} faults that could not be injected; kept: {_folder.Path}");
        }

        return clean;
    }

    private async Task ReportAsync(string report)
    {
        Console.WriteLine();
        Console.WriteLine(report);
        if (options.Report is { } path)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            await File.WriteAllTextAsync(path, report);
        }
    }

    private void Say(string text) => Console.WriteLine(FormattableString.Invariant($"[{_clock.Now / 1000,7:0.0}] {text}"));
}
