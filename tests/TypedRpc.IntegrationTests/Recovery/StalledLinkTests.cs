using System.Net;
using System.Net.Sockets;
using TypedRpc.Behaviour;
using TypedRpc.TestSupport;
using TypedRpc.TestSupport.Faults;
using TypedRpc.Transport;

namespace TypedRpc.IntegrationTests.Recovery;

/// <summary>A link that hangs without breaking: whatever waits on it ends, and the session is replaced.</summary>
[Collection("behaviour")]
public sealed class StalledLinkTests(BrokerFixture fixture) : IAsyncLifetime
{
    private FaultProxy _proxy = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await using var broker = await IntegrationTests.Behaviour.RabbitMqTestBroker.StartAsync(fixture.Broker.Uri);
        _proxy = await FaultProxy.StartAsync(fixture.Broker.Uri);
    }

    public ValueTask DisposeAsync() => _proxy.DisposeAsync();

    [Fact]
    public async Task A_client_that_cannot_attach_in_time_gets_another_session()
    {
        await using var serving = await RabbitRpcConnection.ConnectAsync(fixture.Broker.Uri.ToString(), cancellationToken: Token);
        await using var server = await serving.ServeAsync<IWorkbench>(new Workbench(), cancellationToken: Token);
        await using var connection = await ConnectAsync();
        _proxy.Stall();
        (await connection.CreateClient<IWorkbench>().EchoAsync("another way", Token)).ShouldBe("another way");
    }

    [Fact]
    [Trait("Fault", "A22")]
    public async Task A_server_that_cannot_consume_in_time_gets_another_session()
    {
        await using var calling = await RabbitRpcConnection.ConnectAsync(fixture.Broker.Uri.ToString(), cancellationToken: Token);
        await using var connection = await ConnectAsync();
        _proxy.Stall();
        await using var server = await connection.ServeAsync<IWorkbench>(new Workbench(), cancellationToken: Token);
        (await calling.CreateClient<IWorkbench>().With(waitForReady: true).EchoAsync("served", Token)).ShouldBe("served");
    }

    [Fact]
    public async Task A_deadline_that_passes_meanwhile_does_not_claim_that_there_is_no_connection()
    {
        await using var connection = await ConnectAsync();
        _proxy.Stall();
        var exception = await Should.ThrowAsync<RpcException>(connection.CreateClient<IWorkbench>().With(timeout: TimeSpan.FromMilliseconds(200)).EchoAsync("late", Token));
        (exception.StatusCode, exception.Outcome).ShouldBe((RpcStatusCode.DeadlineExceeded, CallOutcome.NotExecuted));
        exception.Message.ShouldNotContain("no connection");
    }

    [Fact]
    public async Task A_slow_link_over_which_confirms_come_is_not_given_up()
    {
        const int Size = 10_000;
        const int Messages = 60;
        await using var connection = await RabbitRpcConnection.ConnectAsync(
            _proxy.Uri.ToString(), configureRabbitMq: static options => options.LinkTimeout = TimeSpan.FromSeconds(1), cancellationToken: Token);
        await connection.Messaging.DeclareExchangeAsync("slow", RpcExchangeType.Topic, Token);
        var accepted = _proxy.Accepted;

        // Three seconds' worth of messages stand before the question, which is answered in 0.4 s or not at all.
        _proxy.Bandwidth(Size * Messages / 3, FaultDirection.ToBroker);
        await connection.Messaging.PublishAllAsync(Enumerable.Repeat(new OutgoingMessage("slow", "key", new byte[Size]), Messages), cancellationToken: Token).WaitAsync(TestTimeouts.Step, Token);
        _proxy.Accepted.ShouldBe(accepted);
    }

    [Fact]
    public async Task An_attempt_that_was_given_up_leaves_no_connection_behind()
    {
        // The first address has a full backlog, so connecting to it takes until ConnectTimeout; then the library tries the second.
        using var full = new TcpListener(IPAddress.Loopback, 0);
        using var next = new TcpListener(IPAddress.Loopback, 0);
        full.Start(1);
        next.Start();
        var waiting = Enumerable.Range(0, 4).Select(_ => new Socket(SocketType.Stream, ProtocolType.Tcp)).ToList();
        waiting.ForEach(socket => _ = socket.ConnectAsync(full.LocalEndpoint));
        await Eventually.TrueAsync(() => waiting.Count(static socket => socket.Connected) >= 2);
        var transport = new RabbitMQ.Transport.RabbitMqTransport(
            new RabbitMQ.RabbitMqOptions { Endpoints = { full.LocalEndpoint.ToString()!, next.LocalEndpoint.ToString()! }, ConnectTimeout = TimeSpan.FromSeconds(1) }, 1024, null);
        using var giveUp = new CancellationTokenSource();
        var opening = transport.OpenAsync(new NoObserver(), giveUp.Token).AsTask();
        await giveUp.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(opening);
        using var second = await next.AcceptSocketAsync(Token).AsTask().WaitAsync(TestTimeouts.Step, Token);
        (await ReadAsync(second)).ShouldBe(0);
        waiting.ForEach(static socket => socket.Dispose());
    }

    private Task<RabbitRpcConnection> ConnectAsync() => RabbitRpcConnection.ConnectAsync(
        _proxy.Uri.ToString(),
        configureRabbitMq: static options =>
        {
            options.OperationTimeout = TimeSpan.FromSeconds(1);
            options.Heartbeat = TimeSpan.FromMinutes(10);
        },
        cancellationToken: Token);

    private static async Task<int> ReadAsync(Socket socket)
    {
        try
        {
            return await socket.ReceiveAsync(new byte[8], Token).AsTask().WaitAsync(TestTimeouts.Step, Token);
        }
        catch (SocketException)
        {
            return 0;
        }
    }

    private sealed class NoObserver : ISessionObserver
    {
        public void OnReply(in InboundMessage message)
        {
        }

        public void OnReturned(in InboundMessage message)
        {
        }

        public void OnBlocked(ITransportSession session, string? reason)
        {
        }
    }
}
