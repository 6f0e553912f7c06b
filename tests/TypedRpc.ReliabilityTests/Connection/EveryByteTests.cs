using System.Diagnostics;
using TypedRpc.ReliabilityTests.Harness;
using TypedRpc.TestSupport;
using TypedRpc.TestSupport.Faults;
using TypedRpc.TestSupport.Ledger;
using TypedRpc.TestSupport.Ledger.Calls;

namespace TypedRpc.ReliabilityTests.Connection;

/// <summary>
/// A link that breaks after any byte of what calls send and receive, within frames above all. After each of them takes minutes: a run takes every eighth, from another one on each
/// time, unless <c>TYPEDRPC_EVERY_BYTE</c> is set, as <c>eng/reliability.sh</c> does.
/// </summary>
public sealed class EveryByteTests(ReliabilityBroker broker) : ReliabilityTest(broker)
{
    private const int Bytes = 2000;
    private const int Workers = 4;
    private const int CallBytes = 100;
    private const int Burst = 5;
    private const int Sample = 8;

    private readonly int _step = Environment.GetEnvironmentVariable("TYPEDRPC_EVERY_BYTE") is null ? Sample : 1;
    private readonly Lock _lock = new();
    private TimeSpan _slowest;
    private int _next;
    private int _cuts;

    [Theory, Fault("A12")]
    [Sign("typedrpc.connection.lost", 1002)]
    [InlineData(FaultDirection.ToBroker)]
    [InlineData(FaultDirection.ToClient)]
    public async Task A_cut_after_any_byte_ends_the_calls_at_once(FaultDirection direction)
    {
        int first = Random.Shared.Next(_step) + 1;
        _next = first - _step;
        await Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => Task.Run(() => WorkAsync(direction), Token)));
        Note($"{direction}: {_cuts} cuts, one after {(_step == 1 ? "each" : $"every {_step}th, from {first} on,")} of the first {Bytes} bytes");
        Measure($"{direction}: cut to last lost call resolved, slowest", _slowest, TimeSpan.FromSeconds(1));
    }

    private async Task WorkAsync(FaultDirection direction)
    {
        await using FaultProxy proxy = await FaultProxy.StartAsync(Broker.Uri);
        await using RpcConnection connection = await ConnectAsync(proxy.Uri);
        LedgeredClient client = ClientOf(connection);
        while (Interlocked.Add(ref _next, _step) is var bytes and <= Bytes)
        {
            (await client.EchoAsync(CallBytes, Token)).Status.ShouldBe(RpcStatusCode.OK);
            await CutAsync(proxy, client, direction, bytes);
        }
    }

    private async Task CutAsync(FaultProxy proxy, LedgeredClient client, FaultDirection direction, int bytes)
    {
        FaultConnection[] connections = [.. proxy.Connections];
        proxy.CutAfter(direction, bytes, reset: bytes % 2 == 0);
        var calls = new List<Task<CallCompletion>>();
        Task cut = Task.WhenAny(connections.Select(static connection => connection.Closed));
        while (!cut.IsCompleted)
        {
            Task<CallCompletion>[] some = [.. Enumerable.Range(0, Burst).Select(_ => client.EchoAsync(CallBytes, Token))];
            calls.AddRange(some);
            await Task.WhenAny(cut, Task.WhenAll(some));
        }

        long start = Stopwatch.GetTimestamp();
        (RpcStatusCode? Status, TimeSpan After)[] ends = await Task.WhenAll(calls.Select(call => EndAsync(call, start))).WaitAsync(TestTimeouts.Step, Token);

        // A call that was made after the loss waits for the next session; those that were lost with it do not.
        TimeSpan took = ends.Where(static end => end.Status != RpcStatusCode.OK).Select(static end => end.After).DefaultIfEmpty().Max();
        lock (_lock)
        {
            _cuts++;
            _slowest = took > _slowest ? took : _slowest;
        }

        // Until the client has noticed, a call may be lost with the link like those before. When it has, it lets go of the session's other connection, too.
        await Task.WhenAll(connections.Select(static connection => connection.Closed)).WaitAsync(TestTimeouts.Step, Token);
    }

    private static async Task<(RpcStatusCode? Status, TimeSpan After)> EndAsync(Task<CallCompletion> call, long start)
    {
        RpcStatusCode? status = (await call).Status;
        return (status, Stopwatch.GetElapsedTime(start));
    }
}
