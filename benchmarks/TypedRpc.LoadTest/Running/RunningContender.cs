using System.Diagnostics;
using System.Security.Cryptography;
using TypedRpc.LoadTest.Contenders;
using TypedRpc.LoadTest.Load;
using TypedRpc.LoadTest.Scenarios;

namespace TypedRpc.LoadTest.Running;

/// <summary>A contender whose server and clients are up and answer correctly.</summary>
internal sealed class RunningContender : IParticipant
{
    private const int CheckedPayload = 1000;
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(100);

    private readonly List<IEchoClient> _clients = [];

    private readonly IContender _contender;
    private readonly IServerHandle _server;
    private readonly Window _warmUp;
    private readonly Window _window;

    private RunningContender(IContender contender, IServerHandle server, Window warmUp, Window window)
    {
        _contender = contender;
        _server = server;
        _warmUp = warmUp;
        _window = window;
    }

    public static async Task<RunningContender> StartAsync(IContender contender, Deployment deployment, Addresses addresses, Window warmUp, Window window)
    {
        IServerHandle server = deployment.Processes == 1
            ? new LocalServer(await contender.ServeAsync(addresses))
            : await ServerProcess.StartAsync(contender, addresses);
        var running = new RunningContender(contender, server, warmUp, window);
        try
        {
            for (var i = 0; i < deployment.Clients; i++)
            {
                running._clients.Add(await contender.ConnectAsync(addresses));
            }

            foreach (var client in running._clients)
            {
                await CheckAsync(client);
            }

            return running;
        }
        catch
        {
            await running.DisposeAsync();
            throw;
        }
    }

    public Task WarmUpAsync() => MeasureAsync(_warmUp, Scenario.Base);

    public Task<Measurement> MeasureAsync(IScenario scenario) => MeasureAsync(_window, (Scenario)scenario);

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients)
        {
            await client.DisposeAsync();
        }

        await _server.DisposeAsync();
    }

    private async Task<Measurement> MeasureAsync(Window window, Scenario scenario)
    {
        using var begun = _contender.Begin();
        var load = new EchoLoad(_clients, RandomNumberGenerator.GetBytes(scenario.Payload), scenario.Slow, scenario.Concurrency);
        var beside = scenario.Beside == 0 ? null : new EchoLoad(_clients, new byte[Scenario.LargePayload], slow: false, scenario.Beside);
        return await window.MeasureAsync(_contender.Broker, load, beside, _server);
    }

    /// <summary>Both handlers give back what they got. The first attempts may fail: some servers take requests a while after they said they do.</summary>
    private static async Task CheckAsync(IEchoClient client)
    {
        var payload = RandomNumberGenerator.GetBytes(CheckedPayload);
        foreach (var slow in new[] { false, true })
        {
            var answer = await RetryAsync(() => client.EchoAsync(payload, slow));
            if (!answer.AsSpan().SequenceEqual(payload))
            {
                throw new InvalidDataException("The answer is not what was sent.");
            }
        }
    }

    private static async Task<byte[]> RetryAsync(Func<ValueTask<byte[]>> call)
    {
        var since = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return await call().AsTask().WaitAsync(StartTimeout);
            }
#pragma warning disable CA1031 // Each contender has exceptions of its own for a server that is not there yet.
            catch (Exception) when (Stopwatch.GetElapsedTime(since) < StartTimeout)
#pragma warning restore CA1031
            {
                await Task.Delay(RetryDelay);
            }
        }
    }
}
