using Microsoft.Extensions.Time.Testing;
using TypedRpc.Behaviour;
using TypedRpc.Tests.Fakes;
using TypedRpc.TestSupport;
using TypedRpc.Transport.InMemory;

namespace TypedRpc.Tests.Server;

/// <summary>A drain that begins between the admission of a call and its place in the queue.</summary>
public sealed class DrainRaceTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_call_that_is_admitted_while_a_drain_begins_is_refused_at_once()
    {
        var broker = new InMemoryBroker();
        var bench = new Workbench();
        Action? onNextChange = null;
        var time = new AlteredTimers(new FakeTimeProvider(), dueTime =>
        {
            Interlocked.Exchange(ref onNextChange, null)?.Invoke();
            return dueTime;
        });
        var server = await InMemoryRpcConnection.ConnectAsync(broker, timeProvider: time, cancellationToken: Token);
        await server.ServeAsync<IWorkbench>(bench, static options => options.MaxConcurrentCalls = 1, Token);
        await using var calling = await InMemoryRpcConnection.ConnectAsync(broker, cancellationToken: Token);
        var client = calling.CreateClient<IWorkbench>();
        var busy = client.WaitAsync("busy", Token);
        await Eventually.TrueAsync(() => bench.Executed.Contains("busy"));

        // Its deadline is the next one, so the server's timer is set for it: after the admission, before the queue.
        var stopped = new TaskCompletionSource<Task>();
        Volatile.Write(ref onNextChange, () => stopped.SetResult(server.DisposeAsync().AsTask()));
        var late = client.With(timeout: TimeSpan.FromSeconds(1)).EchoAsync("late", Token);
        var stopping = await stopped.Task.WaitAsync(TestTimeouts.Step, Token);

        await Eventually.TrueAsync(() => server.ActiveCalls == 1, what: "only what runs is still there");
        await Should.ThrowAsync<RpcException>(late);
        stopping.IsCompleted.ShouldBeFalse();
        bench.Open("busy");
        await busy;
        await stopping;
        bench.Executed.ShouldBe(["busy"]);
    }
}
