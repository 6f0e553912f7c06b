using System.Diagnostics;
using TypedRpc.ReliabilityTests.Harness;
using TypedRpc.TestSupport;
using TypedRpc.TestSupport.Ledger;
using TypedRpc.TestSupport.Ledger.Calls;
using TypedRpc.Transport;

namespace TypedRpc.ReliabilityTests.Broker;

/// <summary>An account that may not do what it tries.</summary>
public sealed class RefusedTests(ReliabilityBroker broker) : ReliabilityTest(broker)
{
    private const string User = "limited";
    private const string Password = "limited-canary-password";
    private const int ConnectRefused = 1004;
    private const int ConnectionLost = 1002;

    [Fact, Fault("B4")]
    [Sign("rpc.client.call.duration PERMISSION_DENIED")]
    public async Task A_client_that_may_not_publish_and_a_server_that_may_not_consume_are_told_at_once()
    {
        await Broker.Control.AddUserAsync(User, Password);
        await Broker.Control.SetPermissionsAsync(User, ".*", "^(amq\\.gen.*|ledgered\\.replies)$", "^(amq\\.gen.*|ledgered.*)$");
        LedgeredClient refused = ClientOf(await ConnectAsync(Proxy.UriFor(User, Password)));
        foreach (Task<CallCompletion> call in new[] { refused.EchoAsync(token: Token), refused.NoteAsync(token: Token) })
        {
            CallCompletion end = await call;
            (end.Status, end.Outcome).ShouldBe((RpcStatusCode.PermissionDenied, CallOutcome.NotExecuted), end.Error);
            end.Error!.ShouldContain("'ledgered'");
            Measure("call to refusal", TimeSpan.FromMilliseconds(end.ElapsedMilliseconds), TimeSpan.FromSeconds(1));
        }

        await Broker.Control.SetPermissionsAsync(User, "^amq\\.gen.*$", "^(amq\\.gen.*|ledgered.*)$", "^amq\\.gen.*$");
        RpcConnection serving = await ConnectAsync(Proxy.UriFor(User, Password), static options => options.DeclareTopology = false);
        var exception = await Should.ThrowAsync<TransportException>(serving.ServeAsync<ILedgered>(Service, cancellationToken: Token));
        (exception.Error, exception.Message.Contains("ledgered", StringComparison.Ordinal)).ShouldBe((TransportError.AccessRefused, true), exception.Message);
        await CleanUpAsync();
    }

    [Fact, Fault("B4")]
    [Sign("typedrpc.connection.failed_attempts", 1004)]
    public async Task A_server_that_loses_its_permissions_tries_again_with_patience_and_serves_when_it_has_them_back()
    {
        await Broker.Control.AddUserAsync(User, Password);
        await Broker.Control.SetPermissionsAsync(User, ".*", ".*", ".*");
        await ServerConnection.DisposeAsync();
        RpcConnection serving = await ConnectAsync(Proxy.UriFor(User, Password));
        await serving.ServeAsync<ILedgered>(Service, cancellationToken: Token);
        await FirstSuccessAsync(Stopwatch.GetTimestamp());
        await Broker.Control.SetPermissionsAsync(User, "^$", "^$", "^$");
        await Broker.Control.CloseConnectionsAsync("permissions are gone");
        await Eventually.TrueAsync(() => Refusals() == 1);
        long refused = Stopwatch.GetTimestamp();
        serving.StateReason!.ShouldContain("ACCESS_REFUSED");
        await Broker.Control.SetPermissionsAsync(User, ".*", ".*", ".*");
        Measure("refusal to first success, at least 5 s", await FirstSuccessAsync(refused), TimeSpan.FromSeconds(8));
        Stopwatch.GetElapsedTime(refused).ShouldBeGreaterThan(TimeSpan.FromSeconds(5));
        Refusals().ShouldBe(1);
        Logs.Entries.ShouldAllBe(static entry => !entry.Message.Contains(Password, StringComparison.Ordinal));
        await CleanUpAsync();
    }

    [Fact, Fault("F13")]
    [Sign("typedrpc.connection.lost", 1002), Sign("rpc.client.call.duration PERMISSION_DENIED")]
    public async Task A_client_that_loses_its_permission_in_use_is_told_within_a_look_and_goes_on_when_it_has_it_back()
    {
        await Broker.Control.AddUserAsync(User, Password);
        await Broker.Control.SetPermissionsAsync(User, ".*", ".*", ".*");
        LedgeredClient client = ClientOf(await ConnectAsync(Proxy.UriFor(User, Password), null, static options => options.TopologyInterval = TimeSpan.FromSeconds(1)), TimeSpan.FromSeconds(1));
        (await client.EchoAsync(token: Token)).Status.ShouldBe(RpcStatusCode.OK);
        await Broker.Control.SetPermissionsAsync(User, ".*", "^(amq\\.gen.*|ledgered\\.replies)$", ".*");
        long gone = Stopwatch.GetTimestamp();
        CallCompletion? refused = null;
        await Eventually.TrueAsync(async () => (refused = await client.EchoAsync(token: Token)).Status == RpcStatusCode.PermissionDenied);
        Measure("permission gone to refusal, looked for every second", Stopwatch.GetElapsedTime(gone), TimeSpan.FromSeconds(3));
        refused!.Outcome.ShouldBe(CallOutcome.NotExecuted);
        Logs.Entries.Count(static entry => entry.EventId == ConnectionLost).ShouldBe(1);
        await Broker.Control.SetPermissionsAsync(User, ".*", ".*", ".*");
        Measure("permission back to first success", await FirstSuccessAsync(Stopwatch.GetTimestamp(), client), TimeSpan.FromSeconds(3));
        Logs.Entries.Count(static entry => entry.EventId == ConnectionLost).ShouldBe(1);
        await CleanUpAsync();
    }

    private int Refusals() => Logs.Entries.Count(static entry => entry.EventId == ConnectRefused);

    private Task CleanUpAsync() => Broker.Control.EvaluateAsync($"ok = rabbit_auth_backend_internal:delete_user(<<\"{User}\">>, <<\"tests\">>).");
}
