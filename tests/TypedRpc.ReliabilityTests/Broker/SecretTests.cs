using TypedRpc.ReliabilityTests.Harness;
using TypedRpc.TestSupport;
using TypedRpc.TestSupport.Ledger;
using TypedRpc.TestSupport.Ledger.Calls;

namespace TypedRpc.ReliabilityTests.Broker;

/// <summary>A password that is like no other word, looked for everywhere that something is printed; each other row looks for the broker's own.</summary>
public sealed class SecretTests(ReliabilityBroker broker) : ReliabilityTest(broker)
{
    private const string User = "canary";
    private const string Password = "c4n4ry-p4ssw0rd";

    [Fact, Fault("F16")]
    [Sign("typedrpc.connection.failed_attempts", 1004)]
    public async Task A_password_that_is_refused_is_shown_to_nobody()
    {
        await Broker.Control.AddUserAsync(User, Password);
        await Broker.Control.SetPermissionsAsync(User, ".*", ".*", ".*");
        RpcConnection connection = await ConnectAsync(Proxy.UriFor(User, Password));
        LedgeredClient client = ClientOf(connection, TimeSpan.FromMilliseconds(500));
        (await client.EchoAsync(token: Token)).Status.ShouldBe(RpcStatusCode.OK);
        (await client.FailAsync(Token)).Status.ShouldBe(RpcStatusCode.Internal);
        await Broker.Control.EvaluateAsync($"ok = rabbit_auth_backend_internal:change_password(<<\"{User}\">>, <<\"another\">>, <<\"tests\">>).");
        await Broker.Control.CloseConnectionsAsync("passwords change");
        await Eventually.TrueAsync(() => Logs.Entries.Any(static entry => entry.EventId == 1004));
        CallCompletion refused = await client.EchoAsync(token: Token);
        refused.Outcome.ShouldBe(CallOutcome.NotExecuted);
        string?[] texts = [refused.Error, connection.StateReason, $"{connection} {connection.Broker}", .. Logs.Entries.Select(static entry => $"{entry.Message} {entry.Exception}")];
        texts.ShouldAllBe(static text => text != null && !text.Contains(Password, StringComparison.Ordinal));
        await Broker.Control.EvaluateAsync($"ok = rabbit_auth_backend_internal:delete_user(<<\"{User}\">>, <<\"tests\">>).");
    }
}
