namespace TypedRpc.IntegrationTests.Samples;

/// <summary>The first thing that a newcomer runs.</summary>
public sealed class QuickstartTests(BrokerFixture fixture)
{
    [Fact]
    public async Task It_runs_without_a_broker() => await RunsAsync("Over the in-memory broker");

    [Fact]
    public async Task It_runs_over_RabbitMQ_and_shows_no_password()
    {
        var uri = fixture.Broker.Uri;
        var lines = await RunsAsync($"Over RabbitMQ: amqp://{uri.Host}:{uri.Port}", "--amqp", uri.ToString());
        lines.ShouldNotContain(line => line.Contains('@'));
    }

    private async Task<IReadOnlyCollection<string>> RunsAsync(string over, params string[] arguments)
    {
        await using var quickstart = SampleProcess.Start("Quickstart", fixture.Broker.Uri, arguments);
        (await quickstart.ExitsAsync()).ShouldBe(0, string.Join('\n', quickstart.Lines));
        quickstart.Lines.First().ShouldStartWith(over);
        quickstart.Lines.Skip(1).ShouldBe(["Hello, world!", "2 + 3 = 5", "InvalidArgument, Executed: A name has at least one letter."]);
        return quickstart.Lines;
    }
}
