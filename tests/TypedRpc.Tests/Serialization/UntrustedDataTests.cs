using TypedRpc.Transport.InMemory;

namespace TypedRpc.Tests.Serialization;

/// <summary>Both sides read in MessagePack's mode for untrusted data: bounded depth, and hashes that resist chosen collisions.</summary>
public sealed class UntrustedDataTests : IAsyncLifetime
{
    private const int Allowed = 50;
    private const int TooDeep = 100;

    private InMemoryRpcConnection _connection = null!;
    private INesting _client = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _connection = await InMemoryRpcConnection.ConnectAsync(new InMemoryBroker(), cancellationToken: Token);
        await _connection.ServeAsync<INesting>(new Nesting(), cancellationToken: Token);
        _client = _connection.CreateClient<INesting>();
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    [Fact]
    public async Task Arguments_that_are_nested_too_deeply_are_not_executed()
    {
        (await _client.MeasureAsync(Nest.Of(Allowed))).ShouldBe(Allowed);
        var exception = await Should.ThrowAsync<RpcException>(_client.MeasureAsync(Nest.Of(TooDeep)));
        (exception.StatusCode, exception.Outcome).ShouldBe((RpcStatusCode.Internal, CallOutcome.NotExecuted));
    }

    [Fact]
    public async Task A_result_that_is_nested_too_deeply_is_not_decoded()
    {
        (await _client.MakeAsync(Allowed)).ShouldBe(Nest.Of(Allowed));
        var exception = await Should.ThrowAsync<RpcException>(_client.MakeAsync(TooDeep));
        (exception.StatusCode, exception.Outcome).ShouldBe((RpcStatusCode.Internal, CallOutcome.Executed));
    }

    [Fact]
    public async Task Keys_are_hashed_against_chosen_collisions_on_both_sides()
    {
        (await _client.IsHardenedAsync(new Dictionary<long, int> { [1] = 1 })).ShouldBeTrue();
        IsHardened(await _client.MapAsync()).ShouldBeTrue();
    }

    private static bool IsHardened(Dictionary<long, int> map) => !ReferenceEquals(map.Comparer, EqualityComparer<long>.Default);

    private sealed class Nesting : INesting
    {
        public Task<int> MeasureAsync(Nest nest)
        {
            var depth = 0;
            for (var level = nest; level is not null; level = level.Inner)
            {
                depth++;
            }

            return Task.FromResult(depth);
        }

        public Task<Nest> MakeAsync(int depth) => Task.FromResult(Nest.Of(depth));

        public Task<bool> IsHardenedAsync(Dictionary<long, int> map) => Task.FromResult(IsHardened(map));

        public Task<Dictionary<long, int>> MapAsync() => Task.FromResult(new Dictionary<long, int> { [1] = 1 });
    }
}
