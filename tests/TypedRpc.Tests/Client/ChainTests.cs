using System.Diagnostics;
using TypedRpc.TestSupport;
using TypedRpc.Transport.InMemory;

namespace TypedRpc.Tests.Client;

/// <summary>Calls that handlers make belong to the call that they serve.</summary>
[Trait("Fault", "C24")]
public sealed class ChainTests : IAsyncLifetime
{
    private readonly Chain _chain = new();
    private InMemoryRpcConnection _server = null!;
    private InMemoryRpcConnection _connection = null!;
    private IChain _client = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var broker = new InMemoryBroker();
        _server = await InMemoryRpcConnection.ConnectAsync(broker);
        await _server.ServeAsync<IChain>(_chain);
        _connection = await InMemoryRpcConnection.ConnectAsync(broker);
        _client = _connection.CreateClient<IChain>();
        _chain.Next = _server.CreateClient<IChain>();
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Each_hop_has_no_more_time_than_the_one_before()
    {
        var remaining = await _client.With(timeout: TimeSpan.FromSeconds(5)).DownAsync(3, wait: false, Token);
        remaining.Length.ShouldBe(4);
        remaining[0].ShouldBeLessThanOrEqualTo(5000);

        // What is left travels in whole milliseconds, rounded up.
        remaining.Zip(remaining[1..], static (parent, child) => child - parent).ShouldAllBe(static more => more < 1);
        remaining[^1].ShouldBeGreaterThan(1000);
    }

    [Fact]
    public async Task A_cancellation_reaches_the_last_hop()
    {
        using var source = new CancellationTokenSource();
        var call = _client.DownAsync(3, wait: true, source.Token).AsTask();
        await _chain.Waiting.Task.WaitAsync(TestTimeouts.Step, Token);
        var start = Stopwatch.GetTimestamp();
        await source.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(call);
        await _chain.Cancelled.Task.WaitAsync(TestTimeouts.Step, Token);
        Stopwatch.GetElapsedTime(start).TotalMilliseconds.ShouldBeLessThan(1000);
    }

    private sealed class Chain : IChain
    {
        public IChain Next { get; set; } = null!;

        public TaskCompletionSource Waiting { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Cancelled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async ValueTask<double[]> DownAsync(int hops, bool wait, CancellationToken cancellationToken)
        {
            var own = RpcContext.Current.Remaining.TotalMilliseconds;
            if (hops > 0)
            {
#pragma warning disable TRPC4010 // A chain of calls is what is tested.
                return [own, .. await Next.DownAsync(hops - 1, wait, cancellationToken)];
#pragma warning restore TRPC4010
            }

            if (wait)
            {
                await using var registration = cancellationToken.Register(() => Cancelled.TrySetResult());
                Waiting.TrySetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            }

            return [own];
        }
    }
}
