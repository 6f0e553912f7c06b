using TypedRpc.TestSupport.Ledger;
using TypedRpc.TestSupport.Ledger.Calls;

namespace TypedRpc.ReliabilityTests.Harness;

/// <summary>Serves and calls once before the first row is counted, so that what every process keeps is part of what there was before.</summary>
internal static class WarmUp
{
    private static readonly Lock Gate = new();
    private static Task? _done;

    public static Task OnceAsync(Uri broker)
    {
        lock (Gate)
        {
            return _done ??= RunAsync(broker);
        }
    }

    private static async Task RunAsync(Uri broker)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("typedrpc-warm-up-");
        using (var ledger = new ExecutionLedger(folder.FullName))
        {
            await using var connection = await RabbitRpcConnection.ConnectAsync(broker.ToString());
            await connection.ServeAsync<ILedgered>(new LedgeredService(ledger));
            using var log = new CompletionLog();
            var client = new LedgeredClient(connection.CreateClient<ILedgered>(), log, waitForReady: true);
            await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => client.EchoAsync()));
            await client.NoteAsync();
        }

        folder.Delete(recursive: true);
    }
}
