using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using TypedRpc.RabbitMQ;
using TypedRpc.TestSupport;
using TypedRpc.TestSupport.Brokers;
using TypedRpc.TestSupport.Faults;
using TypedRpc.TestSupport.Ledger;
using TypedRpc.TestSupport.Ledger.Calls;
using TypedRpc.TestSupport.Ledger.Rest;
using Xunit.v3;

namespace TypedRpc.ReliabilityTests.Harness;

/// <summary>
/// Set-up of a row: a server straight at the broker, a client behind a <see cref="FaultProxy"/>, a ledger. After the test everything is closed, and the
/// invariants I1 to I5, I7 to I10 are checked: a row that violates one fails, whatever it asserts itself.
/// </summary>
public abstract class ReliabilityTest(ReliabilityBroker fixture) : IAsyncLifetime
{
    /// <summary>Where the requests to the ledger's service wait.</summary>
    protected const string RequestQueue = "ledgered.Ledgered";

    private readonly string _folder = Directory.CreateTempSubdirectory("typedrpc-row-").FullName;
    private readonly List<string> _measured = [];

    // Rows connect from several threads at once: a list would lose one, or hold a null. Newest first.
    private readonly ConcurrentStack<RpcConnection> _connections = new();
    private UnobservedExceptions _unobserved = null!;
    private MeterCapture _meter = null!;
    private ExecutionLedger _ledger = null!;
    private RestState _before = null!;

    protected RabbitMqBroker Broker { get; } = fixture.Broker;

    /// <summary>Between the client and the broker.</summary>
    protected FaultProxy Proxy { get; private set; } = null!;

    protected LedgeredService Service { get; private set; } = null!;

    protected RpcConnection ServerConnection { get; private set; } = null!;

    protected RpcConnection ClientConnection { get; private set; } = null!;

    /// <summary>Calls the service through the proxy; deadline 10 s.</summary>
    protected LedgeredClient Client { get; private set; } = null!;

    protected CompletionLog Log { get; } = new();

    /// <summary>Where servers in other processes write what they execute.</summary>
    protected string LedgerFolder => _folder;

    protected CapturedLogs Logs { get; } = new();

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Whether the server is behind the proxy as well.</summary>
    protected virtual bool ServerBehindProxy => false;

    /// <summary>How much later than its deadline a call may end; more only where the row says why.</summary>
    protected virtual TimeSpan Overshoot => TimeSpan.FromMilliseconds(250);

    public async ValueTask InitializeAsync()
    {
        // The first row of a process warms up what stays: timers, threads, the code itself.
        await WarmUp.OnceAsync(Broker.Uri);
        _before = await RestAsync();
        _unobserved = new UnobservedExceptions();
        _meter = new MeterCapture();
        _ledger = new ExecutionLedger(_folder);
        Service = new LedgeredService(_ledger);
        Proxy = await FaultProxy.StartAsync(Broker.Uri);
        ServerConnection = await ConnectAsync(ServerBehindProxy ? Proxy.Uri : Broker.Uri);
        await ServerConnection.ServeAsync<ILedgered>(Service, cancellationToken: Token);
        ClientConnection = await ConnectAsync(Proxy.Uri);
        Client = ClientOf(ClientConnection);
        (await Client.EchoAsync()).Status.ShouldBe(RpcStatusCode.OK);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        bool passed = TestContext.Current.TestState?.Result != TestResult.Failed;
        try
        {
            await CheckAsync();
        }
        catch
        {
            passed = false;
            throw;
        }
        finally
        {
            FaultResults.Write((IXunitTestMethod)TestContext.Current.TestMethod!, passed, _measured);
            _meter.Dispose();
            _unobserved.Dispose();
            Logs.Dispose();
            Log.Dispose();
            Directory.Delete(_folder, recursive: true);
        }
    }

    /// <summary>A further connection; it is closed after the test.</summary>
    protected async Task<RpcConnection> ConnectAsync(Uri uri, Action<TypedRpcOptions>? configure = null, Action<RabbitMqOptions>? configureRabbitMq = null)
    {
        RpcConnection connection = await RabbitRpcConnection.ConnectAsync(
            uri.ToString(),
            options =>
            {
                options.FailFast = false;
                options.DrainTimeout = TimeSpan.FromSeconds(1);
                configure?.Invoke(options);
            },
            options =>
            {
                options.TopologyInterval = TimeSpan.FromSeconds(5);
                configureRabbitMq?.Invoke(options);
            },
            Logs,
            Token);
        _connections.Push(connection);
        return connection;
    }

    /// <summary>A client of a connection whose calls are logged and checked.</summary>
    protected LedgeredClient ClientOf(RpcConnection connection, TimeSpan? timeout = null, bool waitForReady = false) =>
        new(connection.CreateClient<ILedgered>(), Log, timeout, waitForReady);

    /// <summary>Begins calls that their handlers hold, and returns when all handlers run.</summary>
    protected async Task<Task<CallCompletion>[]> HoldAsync(int calls, LedgeredClient? client = null)
    {
        int already = Service.Executions;
        Task<CallCompletion>[] held = [.. Enumerable.Range(0, calls).Select(_ => (client ?? Client).HoldAsync(Token))];
        await Eventually.TrueAsync(() => Service.Executions == already + calls);
        return held;
    }

    /// <summary>Waits for calls, asserts that each ended so, and says how long it took since then.</summary>
    protected static async Task<TimeSpan> EndedAsync(IEnumerable<Task<CallCompletion>> calls, long since, RpcStatusCode status, CallOutcome? outcome)
    {
        CallCompletion[] ends = await Task.WhenAll(calls).WaitAsync(TestTimeouts.Command, Token);
        TimeSpan elapsed = Stopwatch.GetElapsedTime(since);
        foreach (CallCompletion end in ends)
        {
            (end.Status, end.Outcome).ShouldBe((status, outcome), end.Error);
        }

        return elapsed;
    }

    /// <summary>Calls until one succeeds, as a user's retry would, and says how long it took since then.</summary>
    protected async Task<TimeSpan> FirstSuccessAsync(long since, LedgeredClient? client = null)
    {
        LedgeredClient calling = client ?? ClientOf(ClientConnection, TimeSpan.FromSeconds(1), waitForReady: true);
        await Eventually.TrueAsync(async () => (await calling.EchoAsync(token: Token)).Status == RpcStatusCode.OK, TestTimeouts.Command);
        return Stopwatch.GetElapsedTime(since);
    }

    /// <summary>Writes a measured bound into the results, and fails above it.</summary>
    /// <param name="what">What was measured.</param>
    /// <param name="took">How long it took.</param>
    /// <param name="bound">How long it may take.</param>
    protected void Measure(string what, TimeSpan took, TimeSpan bound)
    {
        _measured.Add(string.Create(CultureInfo.InvariantCulture, $"{what}: {took.TotalMilliseconds:0} ms (bound {bound.TotalMilliseconds:0} ms)"));
        took.ShouldBeLessThanOrEqualTo(bound, what);
    }

    /// <summary>Writes something into the results that is not a time.</summary>
    protected void Note(string text) => _measured.Add(text);

    private async Task CheckAsync()
    {
        IReadOnlyList<CallRecord> calls;
        (int Pending, int Active) held;
        try
        {
            Service.OpenGate();
            Proxy.Heal();

            // What does not come to rest is a violation below.
            await WaitAsync(() => Log.Calls.All(static call => call.Completions.Count > 0), TestTimeouts.Command);
            await WaitAsync(() => Held() == (0, 0), TestTimeouts.Step);
            (calls, held) = (Log.Calls, Held());
        }
        finally
        {
            // Whatever is wrong: a server that stayed would take calls of the rows to come, and they would fail with this one.
            await CloseAsync();
        }

        held = (Math.Max(held.Pending, Held().Pending), Math.Max(held.Active, Held().Active));
        var rest = new RestChecker();
        RestState after = _before;
        await WaitAsync(
            async () => rest.Check(_before, after = await RestAsync() with { PendingCalls = held.Pending, ActiveCalls = held.Active }).Count == 0, TestTimeouts.Step);
        InvariantViolatedException.ThrowIfAny(
        [
            .. new LedgerChecker(Overshoot).Check(calls, ExecutionLedger.Read(_folder)),
            .. rest.Check(_before, after),
            .. SignChecker.Check(((IXunitTestMethod)TestContext.Current.TestMethod!).Method, _meter.Signs, Logs.Entries.Select(static entry => entry.EventId).ToHashSet()),
            .. RestChecker.CheckUnobserved(_unobserved.Take()),
            .. RestChecker.CheckSecrets(Texts(), Broker.Uri.UserInfo.Split(':')[1]),
            .. RestChecker.CheckSecrets(Log.Calls.SelectMany(static call => call.Completions).Select(static end => end.Error ?? string.Empty), LedgeredService.Secret),
        ]);
    }

    private static Task WaitAsync(Func<bool> condition, TimeSpan within) => WaitAsync(() => Task.FromResult(condition()), within);

    // What it throws is observed: an exception that nobody looked at would be a violation by itself.
    private static async Task WaitAsync(Func<Task<bool>> condition, TimeSpan within)
    {
        try
        {
            await Eventually.TrueAsync(condition, within);
        }
        catch (TimeoutException)
        {
        }
    }

    private (int Pending, int Active) Held() =>
        (_connections.Sum(static connection => connection.PendingCalls), _connections.Sum(static connection => connection.ActiveCalls));

    private async Task CloseAsync()
    {
        // The clients before the server, and one that cannot be closed does not keep the others.
        var closing = new List<Task>();
        foreach (RpcConnection connection in _connections)
        {
            closing.Add(connection.DisposeAsync().AsTask());
            await closing[^1].ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await Proxy.DisposeAsync();
        _ledger.Dispose();
        await Task.WhenAll(closing);
    }

    private IEnumerable<string> Texts() =>
        Logs.Entries.Select(static entry => $"{entry.Message} {entry.Exception}")
            .Concat(Log.Calls.SelectMany(static call => call.Completions).Select(static end => end.Error ?? string.Empty));

    // What a durable service leaves at the broker, exchange, queue and bindings, is there before each row: the warm-up made it.
    private async Task<RestState> RestAsync() => new(0, 0, await Broker.Control.CensusAsync(), ProcessCensus.Take());
}
