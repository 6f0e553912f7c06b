using System.Globalization;
using TypedRpc.ReliabilityTests.Harness;

namespace TypedRpc.ReliabilityTests.Calls;

/// <summary>A client whose process has no thread to spare. In a process of its own: this one needs its threads.</summary>
public sealed class StarvedClientTests(ReliabilityBroker broker) : ReliabilityTest(broker)
{
    [Fact, Fault("C21")]
    [NoSign("it is another process that starves")]
    public async Task Deadlines_pass_although_the_users_code_blocks_every_thread()
    {
        await using ServerProcess server = await ServerProcess.ServeAsync(Broker.Uri, Path.Combine(LedgerFolder, "other"));
        await ServerConnection.DisposeAsync();
        await using var client = ServerProcess.Start(Broker.Uri, "starve");
        string line = await client.PrintsAsync("late=");
        line.ShouldContain("status=DeadlineExceeded");
        Note(line);
        Measure("overshoot", TimeSpan.FromMilliseconds(int.Parse(line.Split(' ')[0]["late=".Length..], CultureInfo.InvariantCulture)), TimeSpan.FromMilliseconds(750));
        Note(await client.PrintsAsync("event=1008"));
        await client.PrintsAsync("afterwards: OK");
    }
}
