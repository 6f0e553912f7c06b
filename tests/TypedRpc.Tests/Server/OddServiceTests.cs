using System.Buffers;
using TypedRpc.Behaviour;
using TypedRpc.Server;
using TypedRpc.TestSupport;
using TypedRpc.Transport;
using TypedRpc.Transport.InMemory;

namespace TypedRpc.Tests.Server;

/// <summary>What handlers, strangers and stopping servers can do to a service without harm to the next call.</summary>
public sealed class OddServiceTests : IAsyncLifetime
{
    private const string Queue = "odd.OddService";

    private readonly InMemoryBroker _broker = new();
    private readonly OddService _service = new();
    private readonly List<RpcConnection> _connections = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _service.Open();
        foreach (var connection in _connections)
        {
            await connection.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_refusal_longer_than_a_message_reaches_its_caller_and_costs_no_worker()
    {
        await ServeAsync(static options => options.MaxMessageSize = 1024);
        var client = await ClientAsync();
        var refusal = await Should.ThrowAsync<RpcException>(client.RefuseAsync(2000));
        (refusal.StatusCode, refusal.Message.Length).ShouldBe((RpcStatusCode.NotFound, 2000));
        (await Should.ThrowAsync<RpcException>(client.RefuseAsync(1))).Message.ShouldBe("x");
    }

    [Fact]
    public async Task An_exception_that_cannot_be_read_is_Internal_and_costs_no_worker()
    {
        await ServeAsync(static options => options.IncludeExceptionDetails = true);
        var client = await ClientAsync();
        var failure = await Should.ThrowAsync<RpcException>(client.FailStrangelyAsync());
        (failure.StatusCode, failure.Outcome).ShouldBe((RpcStatusCode.Internal, CallOutcome.Executed));
        (await Should.ThrowAsync<RpcException>(client.RefuseAsync(1))).Message.ShouldBe("x");
    }

    [Fact]
    public async Task A_fault_of_a_nested_call_is_not_the_handlers_own()
    {
        await ServeAsync();
        var outer = await ConnectAsync();
        await outer.ServeAsync<IOuterService>(new OuterService(outer.CreateClient<IOddService>()), cancellationToken: Token);
        var failure = await Should.ThrowAsync<RpcException>(outer.CreateClient<IOuterService>().RelayAsync());
        failure.StatusCode.ShouldBe(RpcStatusCode.Internal);
        failure.Message.ShouldNotContain("inner service");
    }

    [Fact]
    public async Task A_timeout_beyond_every_timer_is_served()
    {
        var server = await ServeAsync();
        _service.Open();
        _broker.Publish(new OutboundMessage("odd", "OddService.Enter", RawCall.Frame(1, "OddService/Enter", RawCall.Text("endless"), timeout: uint.MaxValue), ReplyTo: "nobody"));
        (await (await ClientAsync()).EnterAsync("next")).ShouldBe(2);
        server.State.ShouldBe(RpcConnectionState.Connected);
        await Eventually.TrueAsync(() => server.ActiveCalls == 0 && _broker.CountMessages(Queue) == 0);
    }

    [Fact]
    public async Task A_redelivered_idempotent_call_runs_again_where_it_still_runs()
    {
        var server = await ServeAsync(static options => { }, static options => options.MaxConcurrentCalls = 10);
        var call = (await ClientAsync()).EnterAsync("twice");
        await Eventually.TrueAsync(() => _service.Started.Count == 1);
        await server.DropSessionAsync();
        await Eventually.TrueAsync(() => _service.Started.Count == 2);
        _service.Open();
        (await call).ShouldBe(2);
    }

    [Fact]
    public async Task Cancellations_without_a_reply_to_do_not_touch_one_way_calls()
    {
        await ServeAsync();
        _service.Open();
        for (var callId = 0UL; callId < 20; callId++)
        {
            _broker.Publish(new OutboundMessage("odd", "OddService.$control", RawCall.Cancel(callId)));
        }

        var client = await ClientAsync();
        for (var note = 0; note < 5; note++)
        {
            await client.NoteAsync("note");
        }

        await Eventually.TrueAsync(() => _service.Started.Count == 5);
    }

    [Fact]
    public async Task A_call_of_another_service_with_the_same_routing_key_is_left_to_that_service()
    {
        await ServeAsync();
        _service.Open();
        var replies = 0;
        await using var other = new InMemoryTransport(_broker);
        await using var session = await other.OpenAsync(new CountingObserver(() => replies++), Token);
        await session.AttachAsync(new ServiceAddress("odd", RpcExchangeType.Direct, "odd.replies", Declare: true), Token);
        _broker.Publish(new OutboundMessage("odd", "OddService.Enter", RawCall.Frame(1, "Another/Enter", RawCall.Text("text")), ReplyTo: session.ReplyAddress));
        await (await ClientAsync()).EnterAsync("next");
        await Eventually.TrueAsync(() => _broker.CountMessages(Queue) == 0);
        replies.ShouldBe(0);
    }

    [Fact]
    public async Task One_way_calls_that_a_stopping_server_does_not_start_go_back_to_the_queue()
    {
        var server = await ServeAsync(static options => options.DrainTimeout = TimeSpan.FromMilliseconds(100));
        var client = await ClientAsync();
        for (var note = 0; note < 5; note++)
        {
            await client.NoteAgainAsync("note");
        }

        await Eventually.TrueAsync(() => _service.Started.Count == 1 && server.ActiveCalls == 5);
        await server.DisposeAsync();
        var second = new OddService();
        second.Open();
        var other = await ConnectAsync();
        await other.ServeAsync<IOddService>(second, cancellationToken: Token);
        await Eventually.TrueAsync(() => second.Started.Count == 4 && _broker.CountMessages(Queue) == 0);
    }

    [Fact]
    public async Task A_call_that_outlasts_the_drain_before_it_reads_its_arguments_reads_its_own()
    {
        var server = await ConnectAsync(static options => options.DrainTimeout = TimeSpan.FromMilliseconds(50));
        var activator = new SlowActivator(_service);
        await server.ServeAsync(Binding.RpcContractRegistry.Get<IOddService>(), activator, null, Token);
        await (await ClientAsync()).NoteAsync("its own text");
        await activator.Entered.Task;
        await server.DisposeAsync();

        // Whoever gets the memory writes into it, on every thread that could have pooled it.
        var rented = new List<byte[]>();
        for (var index = 0; index < 1000; index++)
        {
            rented.Add(ArrayPool<byte>.Shared.Rent(64));
            Array.Fill(rented[^1], (byte)0xa1);
        }

        activator.Leave.TrySetResult();
        await Eventually.TrueAsync(() => _service.Started.Count == 1);
        _service.Started.ShouldBe(["its own text"]);
        rented.ForEach(static array => ArrayPool<byte>.Shared.Return(array));
    }

    private async Task<RpcConnection> ServeAsync(Action<TypedRpcOptions>? configure = null, Action<ServiceOptions>? serve = null)
    {
        var server = await ConnectAsync(configure);
        await server.ServeAsync<IOddService>(_service, serve ?? (static options => options.MaxConcurrentCalls = 1), Token);
        return server;
    }

    private async Task<IOddService> ClientAsync() =>
        (await ConnectAsync(static options => options.DefaultTimeout = TimeSpan.FromSeconds(10))).CreateClient<IOddService>();

    private async Task<RpcConnection> ConnectAsync(Action<TypedRpcOptions>? configure = null)
    {
        var connection = await InMemoryRpcConnection.ConnectAsync(_broker, configure, cancellationToken: Token);
        _connections.Add(connection);
        return connection;
    }

    private sealed class OuterService(IOddService inner) : IOuterService
    {
        public Task RelayAsync() => inner.FaultAsync();
    }

    private sealed class SlowActivator(object implementation) : IServiceActivator
    {
        public TaskCompletionSource Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Leave { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public object Activate(out IAsyncDisposable? scope)
        {
            scope = null;
            Entered.TrySetResult();
            Leave.Task.Wait(TestTimeouts.Step);
            return implementation;
        }
    }

    private sealed class CountingObserver(Action onReply) : ISessionObserver
    {
        public void OnReply(in InboundMessage message) => onReply();

        public void OnReturned(in InboundMessage message)
        {
        }

        public void OnBlocked(ITransportSession session, string? reason)
        {
        }
    }
}
