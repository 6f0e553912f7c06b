using System.Collections.Concurrent;
using System.Diagnostics;
using TypedRpc.ReliabilityTests.Harness;
using TypedRpc.TestSupport;
using TypedRpc.TestSupport.Faults;
using TypedRpc.TestSupport.Ledger;
using TypedRpc.TestSupport.Ledger.Calls;

namespace TypedRpc.ReliabilityTests.Connection;

/// <summary>Publishing that gets stuck under load and then breaks, which RabbitMQ.Client up to 7.2.2 does not survive (rabbitmq-dotnet-client#1930).</summary>
public sealed class StuckPublisherTests(ReliabilityBroker broker) : ReliabilityTest(broker)
{
    private const int CallsPerSecond = 3000;
    private const int TicksPerSecond = 50;
    private const int Seconds = 2;
    private static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(800);

    [Theory, Fault("A16")]
    [Sign("typedrpc.connection.lost", 1002), Sign("rpc.client.call.duration DEADLINE_EXCEEDED")]
    [InlineData(FaultDirection.ToBroker)]
    [InlineData(FaultDirection.ToClient)]
    public async Task Every_call_ends_by_its_deadline_although_publishing_is_stuck(FaultDirection direction)
    {
        LedgeredClient hurried = ClientOf(ClientConnection, Timeout);
        var calls = new ConcurrentBag<Task<CallCompletion>>();
        await LoadAsync(hurried, calls, TicksPerSecond / 2);
        Proxy.Stall(direction);
        await LoadAsync(hurried, calls, Seconds * TicksPerSecond);
        long reset = Stopwatch.GetTimestamp();
        Proxy.Reset();
        Task<TimeSpan> recovery = FirstSuccessAsync(reset);
        await LoadAsync(hurried, calls, TicksPerSecond / 2);

        CallCompletion[] ends = await Task.WhenAll(calls).WaitAsync(TestTimeouts.Step, Token);
        double overshoot = ends.Max(static end => end.ElapsedMilliseconds) - Timeout.TotalMilliseconds;
        Note($"{direction}: {ends.Length} calls, {string.Join(", ", ends.CountBy(static end => $"{end.Status}").Select(static status => $"{status.Value} {status.Key}"))}");
        Measure($"{direction}: largest overshoot of a deadline", TimeSpan.FromMilliseconds(Math.Max(0, overshoot)), Overshoot);
        Measure($"{direction}: reset to first success", await recovery, TimeSpan.FromSeconds(5));
    }

    // One in ten is one-way: those go through the client library's own write path, and wait for confirms.
    private static async Task LoadAsync(LedgeredClient client, ConcurrentBag<Task<CallCompletion>> calls, int ticks)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / TicksPerSecond));
        for (int tick = 0; tick < ticks; tick++)
        {
            await timer.WaitForNextTickAsync(Token);
            for (int call = 0; call < CallsPerSecond / TicksPerSecond; call++)
            {
                calls.Add(call % 10 == 0 ? client.NoteAsync(token: Token) : client.EchoAsync(token: Token));
            }
        }
    }
}
