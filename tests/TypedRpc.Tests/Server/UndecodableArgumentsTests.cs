using TypedRpc.Transport.InMemory;

namespace TypedRpc.Tests.Server;

/// <summary>Whatever a formatter throws, the caller is told that its arguments cannot be decoded, and not that the handler has failed.</summary>
public sealed class UndecodableArgumentsTests : IAsyncLifetime
{
    private InMemoryRpcConnection _connection = null!;
    private IPriceService _client = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _connection = await InMemoryRpcConnection.ConnectAsync(new InMemoryBroker(), cancellationToken: Token);
        await _connection.ServeAsync<IPriceService>(new PriceService(), cancellationToken: Token);
        _client = _connection.CreateClient<IPriceService>();
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    [Fact]
    public Task A_set_that_MessagePack_does_not_read_is_not_executed() => AssertUndecodableAsync(_client.KeepAsync([1.5m]));

    [Fact]
    public Task A_dictionary_that_MessagePack_does_not_read_is_not_executed() => AssertUndecodableAsync(_client.GroupAsync(new() { [1.5m] = 1 }));

    private static async Task AssertUndecodableAsync(Task call)
    {
        var exception = await Should.ThrowAsync<RpcException>(call);
        (exception.StatusCode, exception.Outcome).ShouldBe((RpcStatusCode.Internal, CallOutcome.NotExecuted));
        exception.Message.ShouldContain("cannot be decoded");
        exception.ErrorId.ShouldNotBeNull();
    }

    private sealed class PriceService : IPriceService
    {
        public Task KeepAsync(HashSet<decimal> prices) => throw new InvalidOperationException("It was executed.");

        public Task GroupAsync(Dictionary<decimal, int> prices) => throw new InvalidOperationException("It was executed.");
    }
}
