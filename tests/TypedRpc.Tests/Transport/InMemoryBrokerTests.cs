using Microsoft.Extensions.Time.Testing;
using TypedRpc.Behaviour;
using TypedRpc.TestSupport;
using TypedRpc.Transport;
using TypedRpc.Transport.InMemory;

namespace TypedRpc.Tests.Transport;

/// <summary>The broker inside the process, where the behavioural suite does not reach.</summary>
public sealed class InMemoryBrokerTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("a.b", "a.b", true)]
    [InlineData("a.*", "a.b", true)]
    [InlineData("a.*", "a.b.c", false)]
    [InlineData("a.#", "a", true)]
    [InlineData("a.#", "a.b.c", true)]
    [InlineData("#.c", "a.b.c", true)]
    [InlineData("#", "", true)]
    [InlineData("*.b.#", "a.b", true)]
    [InlineData("a.#.d", "a.b.c.d", true)]
    [InlineData("a.#.d", "a.b.c", false)]
    public void Topic_patterns_match_as_in_AMQP(string pattern, string key, bool matches) => TopicPattern.Matches(pattern, key).ShouldBe(matches);

    [Fact]
    public async Task An_expired_request_is_never_delivered()
    {
        var time = new FakeTimeProvider();
        var broker = new InMemoryBroker(time);
        await using var connection = await InMemoryRpcConnection.ConnectAsync(broker, cancellationToken: Token);
        var bench = new Workbench();
        await (await connection.ServeAsync<IWorkbench>(bench, cancellationToken: Token)).DisposeAsync();
        broker.Publish(new OutboundMessage("behaviour", "Workbench.Echo", new byte[1], ExpirationMilliseconds: 100)).ShouldBeTrue();
        broker.CountMessages("behaviour.Workbench").ShouldBe(1);
        time.Advance(TimeSpan.FromMilliseconds(100));
        await using var server = await connection.ServeAsync<IWorkbench>(bench, cancellationToken: Token);
        broker.CountMessages("behaviour.Workbench").ShouldBe(0);
    }

    [Fact]
    public async Task A_stopped_broker_comes_back_with_its_topology_and_the_sessions_with_it()
    {
        var broker = new InMemoryBroker();
        await using var connection = await InMemoryRpcConnection.ConnectAsync(broker, cancellationToken: Token);
        await using var server = await connection.ServeAsync<IWorkbench>(new Workbench(), cancellationToken: Token);
        var client = connection.CreateClient<IWorkbench>();
        (await client.EchoAsync("before", Token)).ShouldBe("before");
        broker.Stop();
        await Eventually.TrueAsync(() => connection.State == RpcConnectionState.Disconnected, Soon);
        var waiting = client.EchoAsync("meanwhile", Token);
        broker.Start();
        (await waiting).ShouldBe("meanwhile");
        connection.State.ShouldBe(RpcConnectionState.Connected);
    }

    [Fact]
    public async Task While_the_broker_is_blocked_calls_wait_within_their_deadlines()
    {
        var broker = new InMemoryBroker();
        await using var connection = await InMemoryRpcConnection.ConnectAsync(broker, cancellationToken: Token);
        await using var server = await connection.ServeAsync<IWorkbench>(new Workbench(), cancellationToken: Token);
        var client = connection.CreateClient<IWorkbench>();
        broker.Block("low on memory");
        connection.State.ShouldBe(RpcConnectionState.Blocked);
        var late = await Should.ThrowAsync<RpcException>(client.With(timeout: TimeSpan.FromMilliseconds(100)).EchoAsync("blocked", Token));
        (late.StatusCode, late.Outcome).ShouldBe((RpcStatusCode.DeadlineExceeded, CallOutcome.NotExecuted));
        late.Message.ShouldContain("low on memory");
        var waiting = client.EchoAsync("unblocked", Token);
        broker.Block(null);
        (await waiting).ShouldBe("unblocked");
    }

    [Fact]
    public async Task Other_arguments_of_a_queue_are_an_error_that_shows_both()
    {
        await using var connection = await InMemoryRpcConnection.ConnectAsync(new InMemoryBroker(), cancellationToken: Token);
        await (await connection.ServeAsync<IWorkbench>(new Workbench(), static options => options.MaxPriority = 5, Token)).DisposeAsync();
        var exception = await Should.ThrowAsync<TransportException>(connection.ServeAsync<IWorkbench>(new Workbench(), cancellationToken: Token));
        exception.Error.ShouldBe(TransportError.Topology);
        exception.Message.ShouldContain("max-priority 5");
        exception.Message.ShouldContain("max-priority -");
    }

    [Fact]
    public async Task A_deleted_queue_is_declared_and_served_again()
    {
        var broker = new InMemoryBroker();
        await using var connection = await InMemoryRpcConnection.ConnectAsync(broker, cancellationToken: Token);
        await using var server = await connection.ServeAsync<IWorkbench>(new Workbench(), cancellationToken: Token);
        var client = connection.CreateClient<IWorkbench>();
        broker.DeleteQueue("behaviour.Workbench");
        (await client.With(waitForReady: true).EchoAsync("again", Token)).ShouldBe("again");
    }
}
