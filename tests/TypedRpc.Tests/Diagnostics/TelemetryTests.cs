using TypedRpc.Behaviour;
using TypedRpc.TestSupport;
using TypedRpc.Transport.InMemory;

namespace TypedRpc.Tests.Diagnostics;

/// <summary>What a call leaves behind for those who measure and trace, whether it ran or not.</summary>
[Collection(nameof(TelemetryCollection))]
public sealed class TelemetryTests : IAsyncLifetime, IDisposable
{
    private const string ClientSide = "rpc.client.call.duration";
    private const string ServerSide = "rpc.server.call.duration";

    private readonly InMemoryBroker _broker = new();
    private readonly TelemetryRecorder _recorder = new();
    private readonly Workbench _bench = new();
    private RpcConnection _serving = null!;
    private RpcConnection _calling = null!;
    private IWorkbench _client = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _serving = await InMemoryRpcConnection.ConnectAsync(_broker, static options => options.DrainTimeout = TimeSpan.FromSeconds(5));
        await _serving.ServeAsync<IWorkbench>(_bench, static options => options.MaxConcurrentCalls = 1);
        _calling = await InMemoryRpcConnection.ConnectAsync(_broker);
        _client = _calling.CreateClient<IWorkbench>();
    }

    public async ValueTask DisposeAsync()
    {
        await _calling.DisposeAsync();
        await _serving.DisposeAsync();
        Dispose();
    }

    public void Dispose() => _recorder.Dispose();

    [Fact]
    public async Task An_error_type_is_there_on_failure_and_absent_on_success()
    {
        await _client.EchoAsync("fine", Token);
        await Should.ThrowAsync<RpcException>(_client.FailAsync("refusal"));
        await RecordedAsync(ClientSide, "Workbench/Echo OK -");
        await RecordedAsync(ServerSide, "Workbench/Echo OK -");
        await RecordedAsync(ClientSide, "Workbench/Fail NOT_FOUND NOT_FOUND");
        await RecordedAsync(ServerSide, "Workbench/Fail NOT_FOUND NOT_FOUND");
        _recorder.Spans.Select(TelemetryRecorder.Text).Distinct().Order(StringComparer.Ordinal).ShouldBe(["Workbench/Echo OK -", "Workbench/Fail NOT_FOUND NOT_FOUND"]);
    }

    [Fact]
    public async Task A_call_of_an_unknown_method_counts_as_other_and_joins_its_trace()
    {
        // Bound to the queue by a later version of the service, that has gone.
        await (await _calling.ServeAsync<IWorkbenchNext>(new NextBench(), cancellationToken: Token)).DisposeAsync();
        await Should.ThrowAsync<RpcException>(_calling.CreateClient<IWorkbenchNext>().PolishAsync("top"));
        await RecordedAsync(ServerSide, "_OTHER UNIMPLEMENTED UNIMPLEMENTED");
        await Eventually.TrueAsync(() => _recorder.Server("_OTHER") is not null);
        _recorder.Server("_OTHER")!.TraceId.ShouldBe(_recorder.Spans.Single(static span => span.DisplayName == "Workbench/Polish").TraceId);
    }

    [Fact]
    public async Task A_call_that_expired_while_it_waited_is_recorded()
    {
        var busy = _client.WaitAsync("busy", Token);
        await Eventually.TrueAsync(() => _bench.Executed.Contains("busy"));
        await Should.ThrowAsync<RpcException>(_client.With(timeout: TimeSpan.FromMilliseconds(100)).EchoAsync("late", Token));
        await Eventually.TrueAsync(() => _serving.CancelledCalls == 1);
        _bench.Open("busy");
        await busy;
        await RecordedAsync(ServerSide, "Workbench/Echo DEADLINE_EXCEEDED DEADLINE_EXCEEDED");
        await Eventually.TrueAsync(() => _recorder.Server("Workbench/Echo") is not null);
        _bench.Executed.ShouldNotContain("late");
    }

    [Fact]
    public async Task A_redelivered_call_that_is_refused_is_recorded()
    {
        var call = _client.WaitAsync("redelivered", Token);
        await Eventually.TrueAsync(() => _bench.Executed.Contains("redelivered"));
        await _serving.DropSessionAsync();
        await Should.ThrowAsync<RpcException>(call);
        await RecordedAsync(ServerSide, "Workbench/Wait UNAVAILABLE UNAVAILABLE");
        _bench.Open("redelivered");
    }

    [Fact]
    public async Task A_call_that_a_stopping_server_did_not_start_is_recorded()
    {
        var busy = _client.WaitAsync("busy", Token);
        await Eventually.TrueAsync(() => _bench.Executed.Contains("busy"));
        var queued = _client.With(timeout: TimeSpan.FromSeconds(1)).EchoAsync("queued", Token);
        await Eventually.TrueAsync(() => _serving.ActiveCalls == 2);
        var stopping = _serving.DisposeAsync().AsTask();
        await RecordedAsync(ServerSide, "Workbench/Echo UNAVAILABLE UNAVAILABLE");
        await Should.ThrowAsync<RpcException>(queued);
        _bench.Open("busy");
        await busy;
        await stopping;
    }

    private Task RecordedAsync(string instrument, string tags) => Eventually.TrueAsync(() => _recorder.Durations.Contains((instrument, tags)), what: tags);

    private sealed class NextBench : IWorkbenchNext
    {
        public Task<string> EchoAsync(string text, int repeat, CancellationToken cancellationToken) => Task.FromResult(text);

        public ValueTask<int> AddAsync(string left, string right) => default;

        public Task<Guid> NothingAsync() => Task.FromResult(Guid.Empty);

        public Task<string> WaitAsync() => Task.FromResult(string.Empty);

        public Task<string> PolishAsync(string surface) => Task.FromResult(surface);
    }
}
