using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Time.Testing;
using TypedRpc.RabbitMQ.Hosting;
using TypedRpc.TestSupport;
using TypedRpc.Transport.InMemory;

namespace TypedRpc.IntegrationTests.Hosting;

/// <summary>Handlers that hang and ignore their token: each costs a place, and it shows when there is none left.</summary>
public sealed class DeafHandlerTests : IAsyncLifetime
{
    private const int Places = 4;

    private readonly Deaf _deaf = new();

    // The server's: what it thinks of a deadline depends on no machine's load.
    private readonly FakeTimeProvider _clock = new();
    private InMemoryRpcConnection _server = null!;
    private InMemoryRpcConnection _connection = null!;
    private IDeaf _client = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var broker = new InMemoryBroker();
        _server = await InMemoryRpcConnection.ConnectAsync(broker, static options => options.DrainTimeout = TimeSpan.FromMilliseconds(100), timeProvider: _clock);
        await _server.ServeAsync<IDeaf>(_deaf, static options => options.MaxConcurrentCalls = Places);
        _connection = await InMemoryRpcConnection.ConnectAsync(broker);
        _client = _connection.CreateClient<IDeaf>();

        // The first call takes longer than the deadline of those to come may be.
        await _client.EchoAsync("first", Token);
    }

    public async ValueTask DisposeAsync()
    {
        _deaf.End.TrySetResult();
        await _connection.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    [Trait("Fault", "C22")]
    public async Task The_others_go_on_until_there_is_no_place_left_and_that_is_seen()
    {
        await HangAsync(Places - 1);
        await OverdueAsync(() => _server.OverdueCalls == Places - 1);
        (await HealthAsync()).Status.ShouldBe(HealthStatus.Healthy);
        (await _client.EchoAsync("still", Token)).ShouldBe("still");

        await HangAsync(1);
        await OverdueAsync(() => _server.StuckServices.Count == 1);
        var health = await HealthAsync();
        health.Status.ShouldBe(HealthStatus.Unhealthy);
        health.Description!.ShouldContain("Deaf");
        health.Data["overdueCalls"].ShouldBe(Places);
        var refused = await Should.ThrowAsync<RpcException>(_client.With(timeout: TimeSpan.FromMilliseconds(100)).EchoAsync("no place", Token));
        refused.StatusCode.ShouldBe(RpcStatusCode.DeadlineExceeded);

        await Eventually.TrueAsync(() => _server.ActiveCalls == Places + 1);
        _clock.Advance(TimeSpan.FromMilliseconds(100));

        _deaf.End.SetResult();
        await Eventually.TrueAsync(() => _server.OverdueCalls == 0);
        (await HealthAsync()).Status.ShouldBe(HealthStatus.Healthy);
        (await _client.EchoAsync("again", Token)).ShouldBe("again");
        _deaf.Echoed.ShouldBe(["first", "still", "again"]);
    }

    private Task<HealthCheckResult> HealthAsync() => new RpcHealthCheck(_server).CheckHealthAsync(new HealthCheckContext(), Token);

    private Task OverdueAsync(Func<bool> condition) => Eventually.TrueAsync(() =>
    {
        _clock.Advance(TimeSpan.FromSeconds(1));
        return condition();
    });

    private async Task HangAsync(int calls)
    {
        var hanging = Enumerable.Range(0, calls).Select(_ => _client.HangAsync(Token)).ToArray();
        foreach (var call in hanging)
        {
            (await Should.ThrowAsync<RpcException>(call)).StatusCode.ShouldBe(RpcStatusCode.DeadlineExceeded);
        }
    }

    private sealed class Deaf : IDeaf
    {
        public TaskCompletionSource End { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public List<string> Echoed { get; } = [];

        public Task HangAsync(CancellationToken cancellationToken) => End.Task;

        public Task<string> EchoAsync(string text, CancellationToken cancellationToken)
        {
            Echoed.Add(text);
            return Task.FromResult(text);
        }
    }
}
