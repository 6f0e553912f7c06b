using System.Diagnostics;
using TypedRpc.ReliabilityTests.Harness;
using TypedRpc.TestSupport;
using TypedRpc.TestSupport.Ledger.Calls;

namespace TypedRpc.ReliabilityTests.Connection;

/// <summary>Many clients that wait for a broker, and find it as soon as it is back.</summary>
public sealed class ReconnectTests(ReliabilityBroker broker) : ReliabilityTest(broker)
{
    private const int Clients = 20;
    private const int AttemptFailed = 1003;

    // By then the delays have grown as long as they get.
    private const int Attempts = 8;

    [Fact, Fault("A3"), Fault("A17")]
    [Sign("typedrpc.connection.lost", 1002), Sign("typedrpc.connection.failed_attempts", 1003)]
    public async Task A_broker_that_accepts_again_is_found_within_two_seconds()
    {
        RpcConnection[] connections = await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => ConnectAsync(Proxy.Uri)));
        Proxy.RefuseConnections();
        Proxy.Reset();
        await Eventually.TrueAsync(() => Logs.Entries.Count(static entry => entry.EventId == AttemptFailed) >= Attempts * (Clients + 1), TestTimeouts.Command);

        long back = Stopwatch.GetTimestamp();
        Proxy.AcceptConnections();
        TimeSpan[] took = await Task.WhenAll(connections.Select(connection => FirstSuccessAsync(back, PatientClientOf(connection))));
        Array.Sort(took);
        Measure($"accepting again to first success, 95th percentile of {Clients} clients", took[(int)(Clients * 0.95) - 1], TimeSpan.FromSeconds(2));
        Measure("slowest", took[^1], TimeSpan.FromSeconds(5));

        // Each waits anything up to 1 s: that all of them come within the same half of it happens once in some fifty thousand times.
        TimeSpan spread = took[^1] - took[0];
        Note($"spread over {spread.TotalMilliseconds:0} ms");
        spread.ShouldBeGreaterThan(TimeSpan.FromMilliseconds(500));
    }

    private LedgeredClient PatientClientOf(RpcConnection connection) => ClientOf(connection, TimeSpan.FromSeconds(10), waitForReady: true);
}
