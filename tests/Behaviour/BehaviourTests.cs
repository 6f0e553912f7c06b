using System.Diagnostics;
using TypedRpc.TestSupport;

namespace TypedRpc.Behaviour;

/// <summary>Set-up of the suite: one server, one client, each with a connection of its own.</summary>
public abstract class BehaviourTests : IAsyncLifetime
{
    private const string Queue = "behaviour.Workbench";

    protected static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    private readonly List<IAsyncDisposable> _owned = [];
    private bool _endsEmpty;

    protected ITestBroker Broker { get; private set; } = null!;

    protected Workbench Bench { get; } = new();

    protected RpcConnection ServerConnection { get; private set; } = null!;

    protected RpcConnection ClientConnection { get; private set; } = null!;

    protected IWorkbench Client { get; private set; } = null!;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Whether calls share messages; each suite runs both ways.</summary>
    protected virtual bool Coalesce => true;

    protected abstract Task<ITestBroker> StartBrokerAsync();

    public async ValueTask InitializeAsync()
    {
        Broker = await StartBrokerAsync();
        ServerConnection = await ConnectAsync(ConfigureServer);
        await ServerConnection.ServeAsync<IWorkbench>(Bench, ConfigureService, Token);
        ClientConnection = await ConnectAsync(ConfigureClient);
        Client = ClientConnection.CreateClient<IWorkbench>();
    }

    public async ValueTask DisposeAsync()
    {
        await using var broker = Broker;
        _owned.Reverse();
        foreach (var owned in _owned)
        {
            await owned.DisposeAsync();
        }

        if (_endsEmpty)
        {
            (await Broker.CountAsync(Queue)).ShouldBe(0, "A message was delivered and never settled.");
        }

        await CleanUpAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Removes what the test has left at the broker, once all connections are closed.</summary>
    protected virtual Task CleanUpAsync() => Task.CompletedTask;

    protected virtual void ConfigureServer(TypedRpcOptions options) => options.DrainTimeout = TimeSpan.FromMilliseconds(500);

    protected virtual void ConfigureClient(TypedRpcOptions options) => options.DefaultTimeout = Soon;

    protected virtual void ConfigureService(ServiceOptions options)
    {
    }

    protected async Task<RpcConnection> ConnectAsync(Action<TypedRpcOptions>? configure = null)
    {
        var connection = await Broker.ConnectAsync(options =>
        {
            options.Coalescing.Enabled = Coalesce;
            configure?.Invoke(options);
        });
        _owned.Add(connection);
        return connection;
    }

    protected static async Task<RpcException> FailsAsync(Func<Task> call, RpcStatusCode status, CallOutcome outcome)
    {
        var exception = await Should.ThrowAsync<RpcException>(call);
        (exception.StatusCode, exception.Outcome).ShouldBe((status, outcome), exception.Message);
        return exception;
    }

    protected Task ExecutedAsync(string text) => Eventually.TrueAsync(() => Bench.Executed.Contains(text), Soon);

    /// <summary>Nothing waits now, and nothing was left unsettled either, which shows when the connections of the test have closed.</summary>
    protected Task QueueIsEmptyAsync()
    {
        _endsEmpty = true;
        return Eventually.TrueAsync(async () => await Broker.CountAsync(Queue) == 0, Soon);
    }

    protected static double Milliseconds(long since) => Stopwatch.GetElapsedTime(since).TotalMilliseconds;
}
