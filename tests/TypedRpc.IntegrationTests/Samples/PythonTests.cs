using TypedRpc.TestSupport;
using TypedRpc.TestSupport.Processes;

namespace TypedRpc.IntegrationTests.Samples;

/// <summary>Another language calls the C# server, and hears of its events.</summary>
public sealed class PythonTests(PrivateBrokerFixture fixture) : IClassFixture<PrivateBrokerFixture>
{
    [Fact]
    public async Task The_Python_client_calls_the_payments_server_and_the_subscriber_hears_of_it()
    {
        await using var server = SampleProcess.Start("Payments.Server", fixture.Broker.Uri);
        await server.PrintsAsync("Serving PaymentService");
        await using var subscriber = SampleProcess.StartPython("events.py", fixture.Broker.Uri);
        await subscriber.PrintsAsync("subscribed");
        var result = await ProcessRunner.RunAsync(
            "/usr/bin/python3", [RepositoryRoot.Combine("samples", "Python", "payments.py"), SampleProcess.PythonUri(fixture.Broker.Uri)], TestTimeouts.Command);
        result.ExitCode.ShouldBe(0, result.Error);
        result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldBe(
        [
            "balance: ['python', '100']",
            "charge: ['python', '30']",
            "too much: status=9 outcome=2 fault=InsufficientFunds detail=['python', '930']",
            "unknown method: status=12 outcome=1 fault=None detail=None",
            "deadline: status=4 outcome=0 fault=None detail=None",
            "no server: status=14 outcome=1 fault=None detail=None",
        ]);
        await subscriber.PrintsAsync("PaymentEvents.Charged: [['");
        await subscriber.PrintsAsync("', 'python', '30']]");
    }
}
