using System.Globalization;
using TypedRpc.ReliabilityTests.Harness;
using TypedRpc.TestSupport.Ledger;
using TypedRpc.TestSupport.Ledger.Calls;

namespace TypedRpc.ReliabilityTests.Calls;

/// <summary>Two servers that are restarted in turn while calls go on: nobody notices.</summary>
public sealed class RollingRestartTests(ReliabilityBroker broker) : ReliabilityTest(broker)
{
    private const int Callers = 16;

    /// <summary>Each ends one server and starts another; some seven tenths of a second.</summary>
    private static int Rounds => int.TryParse(Environment.GetEnvironmentVariable("TYPEDRPC_RESTART_ROUNDS"), CultureInfo.InvariantCulture, out int rounds) ? rounds : 10;

    [Fact, Fault("C14")]
    [NoSign("nothing fails")]
    public async Task No_call_fails_while_servers_are_restarted_in_turn()
    {
        ServerProcess[] servers = await Task.WhenAll(StartAsync(), StartAsync());
        await ServerConnection.DisposeAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Task<List<CallCompletion>>[] callers = [.. Enumerable.Range(0, Callers).Select(seed => CallAsync(seed, stop.Token))];
        try
        {
            for (int round = 0; round < Rounds; round++)
            {
                ServerProcess old = servers[round % 2];
                (await old.TerminateAsync()).ShouldBe(0);
                await old.DisposeAsync();
                servers[round % 2] = await StartAsync();
            }

            await stop.CancelAsync();
            CallCompletion[] ends = [.. (await Task.WhenAll(callers)).SelectMany(static calls => calls)];
            CallCompletion[] failed = [.. ends.Where(static end => end.Status != RpcStatusCode.OK)];
            Note($"{Rounds} restarts, {ends.Length} calls, {failed.Length} failed");
            failed.ShouldBeEmpty();
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(servers.Select(static server => server.DisposeAsync().AsTask()));
        }
    }

    private Task<ServerProcess> StartAsync() => ServerProcess.ServeAsync(Broker.Uri, LedgerFolder);

    private async Task<List<CallCompletion>> CallAsync(int seed, CancellationToken stop)
    {
        var ends = new List<CallCompletion>();
        var random = new Random(seed);
        LedgeredClient client = Client;
        while (!stop.IsCancellationRequested)
        {
            ends.Add(await client.SlowAsync(random.Next(5, 40), Token));
        }

        return ends;
    }
}
