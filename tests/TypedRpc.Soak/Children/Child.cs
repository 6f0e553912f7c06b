using System.Runtime.InteropServices;
using System.Text.Json;
using TypedRpc.Soak.Processes;
using TypedRpc.TestSupport;
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
    private readonly SoakFolder _folder;
    private readonly CancellationTokenSource _end = new();
    private RpcConnection? _connection;
    private IChildWork? _work;

    private Child(ChildSettings settings)
    {
        _clock = new SoakClock(settings.Start);
        _born = _clock.Now;
        _folder = new SoakFolder(settings.Folder);
        _settings = settings;
        _logs = new FileLogs(_folder.Log(settings.Name), _clock);
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

        _work?.Dispose();
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
        _work = await ChildWork.StartAsync(_connection, _settings, _folder, _clock, _logs);
    }

    private async Task WorkAsync()
    {
        try
        {
            await _work!.RunAsync(_end.Token);
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
                    await _work!.SwitchAsync(command == "on");
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
        _work?.CloseFiles();
        string[] unobserved = [.. _unobserved.Take().Select(static exception => exception.ToString())];
        ProcessCensus census = ProcessCensus.Take();
        return new ChildSample(
            _clock.Now,
            _clock.Now - _born,
            LiveHeap.Measure(),
            Environment.WorkingSet,
            census,
            (_connection?.PendingCalls ?? 0) + (int)_meter.Total("typedrpc.messages.outstanding"),
            (_connection?.ActiveCalls ?? 0) + (int)_meter.Total("typedrpc.messages.waiting"),
            _work?.UnderWay ?? 0,
            _work?.Succeeded ?? 0,
            _logs.Lines,
            unobserved);
    }
}
