namespace TypedRpc.LoadTest.Contenders.HandWritten;

/// <summary>RPC as an expert writes it on RabbitMQ.Client when only the call matters; the least code that works.</summary>
/// <remarks>
/// Reviewed for speed:
/// auto-ack on both sides and no prefetch limit, so that the broker sends as fast as it can;
/// transient messages, classic transient queues, no confirms, no mandatory;
/// connections of their own for publishing and consuming, so that neither waits for the other's socket (direct reply-to must share one);
/// consumers of its own instead of events, so that no event arguments are made; dispatch concurrency 1, since its loops otherwise all wake for each message;
/// a handler that returns at once runs where the message was dispatched and its reply is written from the borrowed body without a copy, since a hop to
/// the thread pool costs more than the work; one that waits is started and not awaited, so that any number run;
/// calls complete asynchronously, since a caller that went on inside the dispatcher would hold up the replies behind its own;
/// exchange and routing key encoded once (<c>CachedString</c>); no async method on the path of a call where the publish ends at once, which it nearly always does;
/// no recovery, whose wrappers cost a little.
/// It lacks what TypedRpc does: deadlines, errors, serialization, cancellation, settlement, recovery.
/// </remarks>
internal sealed class HandWrittenContender(string name, string description, Func<Uri, string, Task<IEchoClient>> connect) : IContender
{
    public string Name => name;

    public string Description => description;

    public BrokerKind Broker => BrokerKind.RabbitMq;

    public async Task<IAsyncDisposable> ServeAsync(Addresses addresses) => await EchoServer.StartAsync(addresses.RabbitMq!, name);

    public Task<IEchoClient> ConnectAsync(Addresses addresses) => connect(addresses.RabbitMq!, name);
}
