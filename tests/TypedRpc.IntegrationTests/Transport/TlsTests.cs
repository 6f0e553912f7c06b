using TypedRpc.IntegrationTests.Samples;
using TypedRpc.TestSupport.Brokers;
using TypedRpc.Transport;

namespace TypedRpc.IntegrationTests.Transport;

/// <summary>Over TLS messages take the way through the client library.</summary>
public sealed class TlsTests : IAsyncLifetime
{
    private RabbitMqBroker _broker = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _broker = await RabbitMqBroker.StartWithTlsAsync(Token);

    public ValueTask DisposeAsync() => _broker.DisposeAsync();

    [Fact]
    public async Task Calls_one_way_calls_and_errors_work_over_TLS_and_a_lost_session_is_replaced()
    {
        await using var caller = SampleProcess.StartTestCaller(_broker.Tls!);
        await caller.PrintsAsync("ready");
        caller.Lines.ShouldBe(["unroutable: Unavailable NotExecuted", "calls: 500", "one-way: remember", "ready"]);
        await _broker.CloseAllConnectionsAsync("the test ends them");
        caller.Write("go on");
        await caller.PrintsAsync("after the loss: OK");
        (await caller.ExitsAsync()).ShouldBe(0);

        // The node's authority is not among those that this process trusts.
        var exception = await Should.ThrowAsync<TransportException>(RabbitRpcConnection.ConnectAsync(_broker.Tls!.Uri.ToString(), cancellationToken: Token));
        exception.ToString().ShouldContain("certificate");
    }
}
