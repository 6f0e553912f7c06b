namespace TypedRpc.Behaviour.Evolution;

/// <summary>Clients of one version of a contract with servers of another.</summary>
public abstract class EvolutionTests : IAsyncLifetime
{
    protected static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    private readonly List<IAsyncDisposable> _owned = [];

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>What the server was told by its one-way method.</summary>
    protected TaskCompletionSource<string> Noted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ITestBroker Broker { get; set; } = null!;

    protected abstract Task<ITestBroker> StartBrokerAsync();

    public async ValueTask InitializeAsync() => Broker = await StartBrokerAsync();

    public async ValueTask DisposeAsync()
    {
        await using var broker = Broker;
        _owned.Reverse();
        foreach (var owned in _owned)
        {
            await owned.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>A client with a contract of its own version, and a server with another.</summary>
    protected async Task<TClient> ConnectAsync<TClient, TServer>(TServer server)
        where TClient : class
        where TServer : class
    {
        var serving = await ConnectAsync();
        await serving.ServeAsync(server, cancellationToken: Token);
        return (await ConnectAsync()).CreateClient<TClient>();
    }

    protected static async Task<RpcException> FailsAsync(Func<Task> call, RpcStatusCode status, CallOutcome outcome)
    {
        var exception = await Should.ThrowAsync<RpcException>(call);
        (exception.StatusCode, exception.Outcome).ShouldBe((status, outcome), exception.Message);
        return exception;
    }

    private async Task<RpcConnection> ConnectAsync()
    {
        var connection = await Broker.ConnectAsync(static options => options.DefaultTimeout = Soon);
        _owned.Add(connection);
        return connection;
    }
}
