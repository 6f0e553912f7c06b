using System.Diagnostics;
using TypedRpc.Behaviour;
using TypedRpc.TestSupport;
using TypedRpc.Transport.InMemory;

namespace TypedRpc.Tests.Client;

/// <summary>What the clocks on the wall say is nothing to a call.</summary>
public sealed class ClockTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [Trait("Fault", "C16")]
    [InlineData(1, -1)]
    [InlineData(-1, 1)]
    [InlineData(0, 1)]
    public async Task Clocks_that_are_hours_apart_change_nothing(int clientHours, int serverHours)
    {
        var bench = new Workbench();
        await using var fixture = await Set.UpAsync(bench, new WallClock(TimeSpan.FromHours(clientHours)), new WallClock(TimeSpan.FromHours(serverHours)));
        (await fixture.Client.EchoAsync("hello", Token)).ShouldBe("hello");
        (await fixture.Client.With(timeout: TimeSpan.FromSeconds(5)).RemainingAsync(nested: false)).ShouldBeInRange(1, 5000);
        var start = Stopwatch.GetTimestamp();
        var late = await Should.ThrowAsync<RpcException>(fixture.Client.With(timeout: TimeSpan.FromMilliseconds(200)).WaitAsync("late", Token));
        late.StatusCode.ShouldBe(RpcStatusCode.DeadlineExceeded);
        Stopwatch.GetElapsedTime(start).TotalMilliseconds.ShouldBeInRange(200, 2000);
        await Eventually.TrueAsync(() => bench.Cancelled.Contains("late"));
    }

    [Theory]
    [Trait("Fault", "C17")]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task A_clock_that_is_set_during_a_call_changes_nothing(int hours)
    {
        var bench = new Workbench();
        var (client, server) = (new WallClock(default), new WallClock(default));
        await using var fixture = await Set.UpAsync(bench, client, server);
        var start = Stopwatch.GetTimestamp();
        var served = fixture.Client.WaitAsync("served", Token);
        var late = fixture.Client.With(timeout: TimeSpan.FromMilliseconds(300)).WaitAsync("late", Token);
        await Eventually.TrueAsync(() => bench.Executed.Count == 2);
        client.Step(TimeSpan.FromHours(hours));
        server.Step(TimeSpan.FromHours(hours));
        (await Should.ThrowAsync<RpcException>(late)).StatusCode.ShouldBe(RpcStatusCode.DeadlineExceeded);
        Stopwatch.GetElapsedTime(start).TotalMilliseconds.ShouldBeInRange(300, 2000);
        await Eventually.TrueAsync(() => bench.Cancelled.Contains("late"));
        bench.Open("served");
        (await served).ShouldBe("Workbench/Wait");
    }

    private sealed class Set : IAsyncDisposable
    {
        private RpcConnection _server = null!;
        private RpcConnection _client = null!;

        public IWorkbench Client { get; private set; } = null!;

        public static async Task<Set> UpAsync(Workbench bench, TimeProvider client, TimeProvider server)
        {
            var broker = new InMemoryBroker();
            var set = new Set
            {
                _server = await InMemoryRpcConnection.ConnectAsync(broker, timeProvider: server),
                _client = await InMemoryRpcConnection.ConnectAsync(broker, timeProvider: client),
            };
            await set._server.ServeAsync<IWorkbench>(bench);
            set.Client = set._client.CreateClient<IWorkbench>();
            return set;
        }

        public async ValueTask DisposeAsync()
        {
            await _client.DisposeAsync();
            await _server.DisposeAsync();
        }
    }
}
