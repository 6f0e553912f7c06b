using System.Runtime.InteropServices;
using System.Text.Json;
using TypedRpc.Soak.Processes;
using TypedRpc.TestSupport;
using TypedRpc.TestSupport.Ledger;
using TypedRpc.TestSupport.Ledger.Calls;
using TypedRpc.TestSupport.Ledger.Rest;

namespace TypedRpc.Soak.Children;

/// <summary>The child's side: says that it is ready, then obeys one command a line. Ends when standard input does, and in order at SIGTERM.</summary>
internal sealed class Child : IAsyncDisposable
{
    private readonly ChildSettings _settings;
    private readonly SoakClock _clock;
    private readonly double _born;
    private readonly FileLogs _logs;
    private readonly UnobservedExceptions _unobserved = new();
    private readonly MeterCapture _meter = new();
    private readonly WindowFiles<Execution> _ledger;
    private readonly CancellationTokenSource _end = new();
    private RpcConnection? _connection;
    private SoakCaller? _caller;

    private Child(ChildSettings settings)
    {
        _clock = new SoakClock(settings.Start);
        _born = _clock.Now;
        var folder = new SoakFolder(settings.Folder);
        _settings = settings;
        _logs = new FileLogs(folder.Log(settings.Name), _clock);
        _ledger = new WindowFiles<Execution>(folder, _clock);
    }

    public static async Task RunAsync()
    {
        ChildSettings settings = JsonSerializer.Deserialize<ChildSettings>(Environment.GetEnvironmentVariable(ChildSettings.Variable)!)!;
        await using var child = new Child(settings);

        // Ctrl+C reaches the whole foreground group; whether it ends this process is for the parent to say.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, static signal => signal.Cancel = true);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            child._end.Cancel();
        });
        Task obeying = Task.Run(child.ObeyAsync);
        await child.StartAsync();
        Console.WriteLine("ready");
        await child.WorkAsync();
        _ = obeying;
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null)
        {
            await _connection.DisposeAsync();
        }

        _caller?.Dispose();
        _ledger.Dispose();
        _meter.Dispose();
        _logs.Dispose();
    }

    private async Task StartAsync()
    {
        _connection = await RabbitRpcConnection.ConnectAsync(
            _settings.Uri,
            static options =>
            {
                options.FailFast = false;
                options.DrainTimeout = TimeSpan.FromSeconds(5);
            },
            options => options.ClientName = _settings.Name,
            _logs);
        if (_settings.Rate > 0)
        {
            _caller = new SoakCaller(
                _connection.CreateClient<ILedgered>(), _settings.Name, new SoakFolder(_settings.Folder), _clock, _settings.Rate, _settings.Seed);
        }
        else
        {
            await _connection.ServeAsync<ILedgered>(new SoakService(_ledger));
        }
    }

    private async Task WorkAsync()
    {
        try
        {
            await (_caller?.RunAsync(_end.Token) ?? Task.Delay(Timeout.InfiniteTimeSpan, _end.Token));
        }
        catch (OperationCanceledException)
        {
            // SIGTERM: what runs is drained by DisposeAsync.
        }
    }

    private async Task ObeyAsync()
    {
        while (await Console.In.ReadLineAsync() is { } command)
        {
            switch (command)
            {
                case "on" or "off":
                    _caller!.On = command == "on";
                    Console.WriteLine("done");
                    break;
                case "signs":
                    Console.WriteLine(JsonSerializer.Serialize(_meter.Signs.Concat(_logs.Signs).ToDictionary()));
                    break;
                default:
                    Console.WriteLine(JsonSerializer.Serialize(Sample()));
                    break;
            }
        }

        // The parent has gone.
        Environment.Exit(0);
    }

    private ChildSample Sample()
    {
        _caller?.CloseFiles();
        _ledger.Dispose();
        string[] unobserved = [.. _unobserved.Take().Select(static exception => exception.ToString())];
        ProcessCensus census = ProcessCensus.Take();
        return new ChildSample(
            _clock.Now,
            _clock.Now - _born,
            LiveHeap.Measure(),
            Environment.WorkingSet,
            census,
            _connection?.PendingCalls ?? 0,
            _connection?.ActiveCalls ?? 0,
            _caller?.UnderWay ?? 0,
            _logs.Lines,
            unobserved);
    }
}
