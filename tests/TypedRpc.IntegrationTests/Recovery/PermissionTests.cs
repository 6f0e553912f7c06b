using TypedRpc.Behaviour;
using TypedRpc.TestSupport;
using TypedRpc.TestSupport.Brokers;
using TypedRpc.Transport;

namespace TypedRpc.IntegrationTests.Recovery;

/// <summary>Accounts that may not do everything: docs/security.md.</summary>
public sealed class PermissionTests(PrivateBrokerFixture fixture) : IClassFixture<PrivateBrokerFixture>
{
    private const string Own = "amq\\.gen.*";

    private readonly RabbitMqBroker _broker = fixture.Broker;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Fault", "B4")]
    public async Task A_client_that_may_not_write_is_told_and_its_other_services_go_on()
    {
        await using var serving = await RabbitRpcConnection.ConnectAsync(_broker.Uri.ToString(), cancellationToken: Token);
        var bench = new Workbench();
        await using var server = await serving.ServeAsync<IWorkbench>(bench, cancellationToken: Token);
        await using var porter = await serving.ServeAsync<IClosed>(new Porter(), cancellationToken: Token);
        await using var connection = await ConnectAsync("writes-one", Own, $"{Own}|behaviour", $"{Own}|behaviour\\.replies|behaviour\\.closed\\.replies");
        var running = connection.CreateClient<IWorkbench>().WaitAsync("running", Token);
        await Eventually.TrueAsync(() => bench.Executed.Contains("running"));
        var closed = connection.CreateClient<IClosed>();
        for (var call = 0; call < 3; call++)
        {
            await RefusedAsync(closed.KnockAsync);
            await RefusedAsync(async () => await closed.LeaveNoteAsync("no"));
        }

        bench.Open("running");
        (await running).ShouldBe("Workbench/Wait");
    }

    [Fact]
    public async Task The_permissions_of_the_documentation_are_enough_and_a_server_that_may_not_reply_does_not_start()
    {
        await using var declaring = await RabbitRpcConnection.ConnectAsync(_broker.Uri.ToString(), cancellationToken: Token);
        await (await declaring.ServeAsync<IWorkbench>(new Workbench(), cancellationToken: Token)).DisposeAsync();
        await using var mute = await ConnectAsync("mute", Own, Own, $"{Own}|behaviour|behaviour\\.Workbench");
        var refused = await Should.ThrowAsync<TransportException>(mute.ServeAsync<IWorkbench>(new Workbench(), cancellationToken: Token));
        (refused.Error, refused.Message.Contains("behaviour.replies", StringComparison.Ordinal)).ShouldBe((TransportError.AccessRefused, true), refused.Message);
        await using var serving = await ConnectAsync("server", Own, $"{Own}|behaviour\\.replies", $"{Own}|behaviour|behaviour\\.Workbench");
        await using var server = await serving.ServeAsync<IWorkbench>(new Workbench(), cancellationToken: Token);
        await using var connection = await ConnectAsync("client", Own, $"{Own}|behaviour", $"{Own}|behaviour\\.replies");
        (await connection.CreateClient<IWorkbench>().EchoAsync("allowed", Token)).ShouldBe("allowed");
    }

    private async Task<RpcConnection> ConnectAsync(string user, string configure, string write, string read)
    {
        await _broker.RunCtlAsync("add_user", user, "password");
        await _broker.RunCtlAsync("set_permissions", user, $"^({configure})$", $"^({write})$", $"^({read})$");
        var uri = new UriBuilder(_broker.Uri) { UserName = user, Password = "password" }.Uri.ToString();
        return await RabbitRpcConnection.ConnectAsync(uri, static options => options.DeclareTopology = false, cancellationToken: Token);
    }

    private static async Task RefusedAsync(Func<Task> call)
    {
        var exception = await Should.ThrowAsync<RpcException>(call);
        (exception.StatusCode, exception.Outcome).ShouldBe((RpcStatusCode.PermissionDenied, CallOutcome.NotExecuted), exception.Message);
        exception.Message.ShouldContain("behaviour.closed");
    }

    private sealed class Porter : IClosed
    {
        public Task<string> KnockAsync() => Task.FromResult("open");

        public ValueTask LeaveNoteAsync(string text) => default;
    }
}
