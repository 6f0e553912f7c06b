using TypedRpc.Tests.Fakes;
using TypedRpc.TestSupport;
using TypedRpc.Transport.InMemory;

namespace TypedRpc.Tests.Server;

/// <summary>A service that is stopped while a new session is being set up must not come back with it.</summary>
public sealed class StoppedWhileConnectingTests
{
    [Fact]
    public async Task A_service_stopped_during_the_set_up_of_a_session_takes_no_more_calls()
    {
        var token = TestContext.Current.CancellationToken;
        var broker = new InMemoryBroker();
        var transport = new HeldTransport(new InMemoryTransport(broker));
        await using var connection = new RpcConnection(transport, new TypedRpcOptions());
        await connection.StartAsync(token);
        var stopped = new OddService();
        var registration = await connection.ServeAsync<IOddService>(stopped, cancellationToken: token);
        var gate = new TaskCompletionSource();
        transport.HoldUntil(gate.Task);
        await connection.DropSessionAsync();
        await transport.Waiting.Task.WaitAsync(TestTimeouts.Step, token);

        await registration.DisposeAsync();
        gate.SetResult();
        await Eventually.TrueAsync(() => connection.State == RpcConnectionState.Connected);

        await using var other = await InMemoryRpcConnection.ConnectAsync(broker, cancellationToken: token);
        var served = new OddService();
        served.Open();
        await other.ServeAsync<IOddService>(served, cancellationToken: token);
        var client = other.CreateClient<IOddService>();
        for (var call = 0; call < 20; call++)
        {
            // One-way: a stopping server would refuse others, and their clients would go to the next server unnoticed.
            await client.NoteAsync("note");
        }

        await Eventually.TrueAsync(() => served.Started.Count == 20);
        stopped.Started.ShouldBeEmpty();
    }
}
