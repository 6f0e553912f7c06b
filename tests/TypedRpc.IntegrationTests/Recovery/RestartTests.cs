using TypedRpc.Behaviour;
using TypedRpc.TestSupport;
using TypedRpc.TestSupport.Brokers;

namespace TypedRpc.IntegrationTests.Recovery;

/// <summary>A broker that is not there yet, goes, and comes back.</summary>
public sealed class RestartTests(PrivateBrokerFixture fixture) : IClassFixture<PrivateBrokerFixture>
{
    private readonly RabbitMqBroker _broker = fixture.Broker;

    [Fact]
    public async Task Calls_survive_a_broker_that_starts_late_restarts_and_is_killed()
    {
        var token = TestContext.Current.CancellationToken;
        await _broker.KillAsync();

        // Not there yet: neither the start nor a call fails, the call waits within its deadline.
        await using var server = await ConnectAsync();
        var bench = new Workbench();
        await server.ServeAsync<IWorkbench>(bench, cancellationToken: token);
        await using var connection = await ConnectAsync();
        var client = connection.CreateClient<IWorkbench>();
        var impatient = await Should.ThrowAsync<RpcException>(client.With(timeout: TimeSpan.FromMilliseconds(300)).EchoAsync("too early", token));
        (impatient.StatusCode, impatient.Outcome).ShouldBe((RpcStatusCode.DeadlineExceeded, CallOutcome.NotExecuted));
        var early = client.With(waitForReady: true).EchoAsync("early", token);
        await _broker.ResumeAsync();
        (await early).ShouldBe("early");

        // A restart between calls.
        await _broker.RestartAsync();
        (await client.With(waitForReady: true).EchoAsync("after a restart", token)).ShouldBe("after a restart");

        // Killed under a call: its end is prompt, and true.
        var pending = client.WaitAsync("gate", token);
        await Eventually.TrueAsync(() => bench.Executed.Contains("gate"), TestTimeouts.Step);
        await _broker.KillAsync();
        var lost = await Should.ThrowAsync<RpcException>(pending.WaitAsync(TestTimeouts.Step, token));
        (lost.StatusCode, lost.Outcome).ShouldBe((RpcStatusCode.Unavailable, CallOutcome.Unknown));
        bench.Open("gate");
        await _broker.ResumeAsync();
        (await client.With(waitForReady: true).EchoAsync("after a kill", token)).ShouldBe("after a kill");
        bench.Executed.Count(static text => text == "gate").ShouldBe(1);
    }

    private async Task<RpcConnection> ConnectAsync() => await RabbitRpcConnection.ConnectAsync(
        _broker.Uri.ToString(),
        static options =>
        {
            options.FailFast = false;
            options.DefaultTimeout = TimeSpan.FromSeconds(60);
        });
}
