namespace TypedRpc.Behaviour.Events;

/// <summary>Set-up of the suites of events: a publisher with a connection of its own, and groups that no other test has.</summary>
public abstract class EventSuite : BehaviourTests
{
    private readonly string _test = Guid.NewGuid().ToString("N")[..8];

    protected const string Exchange = "behaviour.events";

    protected static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(50);

    protected IMarket Publisher => field ??= ClientConnection.CreatePublisher<IMarket>();

    /// <summary>A name that only this test uses.</summary>
    protected string Own(string name) => $"{name}-{_test}";

    protected string QueueOf(string group) => $"{Exchange}.Market.{Own(group)}";

    /// <summary>Subscribes with a connection of its own.</summary>
    protected async Task<ISubscription> SubscribeAsync(MarketLog log, string? group, Action<SubscriberOptions>? configure = null) =>
        await SubscribeAsync(await ConnectAsync(static options => options.DrainTimeout = TimeSpan.FromMilliseconds(500)), log, group, configure);

    protected Task<ISubscription> SubscribeAsync(RpcConnection connection, MarketLog log, string? group, Action<SubscriberOptions>? configure = null) =>
        connection.SubscribeAsync<IMarket>(
            log,
            options =>
            {
                options.Group = group is null ? null : Own(group);
                options.RetryDelay = RetryDelay;
                options.MaxAttempts = 3;
                configure?.Invoke(options);
            },
            Token);
}
