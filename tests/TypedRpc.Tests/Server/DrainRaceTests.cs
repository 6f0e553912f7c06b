using Microsoft.Extensions.Time.Testing;
using TypedRpc.Behaviour;
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
        var time = new HookedTimeProvider();
        var server = await InMemoryRpcConnection.ConnectAsync(broker, timeProvider: time, cancellationToken: Token);
        await server.ServeAsync<IWorkbench>(bench, static options => options.MaxConcurrentCalls = 1, Token);
        await using var calling = await InMemoryRpcConnection.ConnectAsync(broker, cancellationToken: Token);
        var client = calling.CreateClient<IWorkbench>();
        var busy = client.WaitAsync("busy", Token);
        await Eventually.TrueAsync(() => bench.Executed.Contains("busy"));

        // Its deadline is the next one, so the server's timer is set for it: after the admission, before the queue.
        var stopped = new TaskCompletionSource<Task>();
        time.OnNextChange(() => stopped.SetResult(server.DisposeAsync().AsTask()));
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

    private sealed class HookedTimeProvider : FakeTimeProvider
    {
        private Action? _hook;

        public void OnNextChange(Action hook) => Volatile.Write(ref _hook, hook);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            new HookedTimer(base.CreateTimer(callback, state, dueTime, period), this);

        private sealed class HookedTimer(ITimer inner, HookedTimeProvider owner) : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period)
            {
                var changed = inner.Change(dueTime, period);
                Interlocked.Exchange(ref owner._hook, null)?.Invoke();
                return changed;
            }

            public void Dispose() => inner.Dispose();

            public ValueTask DisposeAsync() => inner.DisposeAsync();
        }
    }
}
