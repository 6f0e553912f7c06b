using System.Runtime.InteropServices;
using TypedRpc.TestSupport.Ledger;
using TypedRpc.TestSupport.Ledger.Calls;
using TypedRpc.TestSupport.Ledger.Rest;

namespace TypedRpc.TestServer;

/// <summary>Serves the calls of the ledger until it is told to end, by SIGTERM or the end of its standard input, or dies in its first call.</summary>
internal static class LedgerServer
{
    /// <summary>The event that says that the process stood still.</summary>
    private const int StoodStill = 3005;

    public static async Task RunAsync(RpcConnection connection, CapturedLogs logs, string folder, bool dies)
    {
        var stop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            // As a host does: the process ends when its services have.
            signal.Cancel = true;
            stop.TrySetResult();
        });
        using var ledger = new ExecutionLedger(folder);
        var service = new LedgeredService(ledger);
        await using var server = await connection.ServeAsync<ILedgered>(dies ? new DyingService(service) : service);
        Console.WriteLine("serving");

        // Reading the console blocks, whatever its name says.
        await Task.WhenAny(stop.Task, Task.Run(Console.In.ReadToEnd));
        Console.WriteLine($"standstills: {logs.Entries.Count(static entry => entry.EventId == StoodStill)}");
    }
}
