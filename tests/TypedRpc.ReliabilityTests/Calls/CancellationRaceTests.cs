using TypedRpc.ReliabilityTests.Harness;
using TypedRpc.TestSupport.Ledger;
using TypedRpc.TestSupport.Ledger.Calls;

namespace TypedRpc.ReliabilityTests.Calls;

/// <summary>Cancellation races with answers, deadlines, lost links and the end of the client.</summary>
public sealed class CancellationRaceTests(ReliabilityBroker broker) : ReliabilityTest(broker)
{
    private const int Callers = 32;
    private const int Rounds = 20;
    private const int CallsPerRound = 8;

    [Fact, Fault("C10")]
    [Sign("rpc.client.call.duration CANCELLED"), Sign("typedrpc.connection.lost", 1002)]
    public async Task Calls_end_once_whatever_else_happens_when_they_are_cancelled()
    {
        LedgeredClient hurried = ClientOf(ClientConnection, TimeSpan.FromMilliseconds(4));
        LedgeredClient patient = ClientOf(ClientConnection, TimeSpan.FromSeconds(5), waitForReady: true);
        var ends = new List<CallCompletion>();
        for (int round = 0; round < Rounds; round++)
        {
            int seed = round;
            Task<CallCompletion[]>[] callers = [.. Enumerable.Range(0, Callers).Select(caller => Task.Run(() => CallAsync(caller % 4 == 0 ? hurried : patient, new Random((seed * Callers) + caller))))];

            // Every other round loses its link in the middle, and the last one its client.
            if (round == Rounds - 1)
            {
                await ClientConnection.DisposeAsync();
            }
            else if (round % 2 == 1)
            {
                Proxy.Reset();
            }

            ends.AddRange((await Task.WhenAll(callers)).SelectMany(static made => made));
        }

        ends.Count.ShouldBe(Callers * Rounds * CallsPerRound);
        ends.ShouldContain(static end => end.Status == RpcStatusCode.OK);
        ends.ShouldContain(static end => end.Status == RpcStatusCode.Cancelled);
        ends.ShouldContain(static end => end.Status == RpcStatusCode.DeadlineExceeded);
        Note(string.Join(", ", ends.CountBy(static end => $"{end.Status}").OrderByDescending(static end => end.Value).Select(static end => $"{end.Value} {end.Key}")));
    }

    private static async Task<CallCompletion[]> CallAsync(LedgeredClient client, Random random)
    {
        var ends = new CallCompletion[CallsPerRound];
        for (int call = 0; call < CallsPerRound; call++)
        {
            using var source = new CancellationTokenSource();
            Task<CallCompletion> made = (call % 4) switch
            {
                0 => client.EchoAsync(token: source.Token),
                1 => client.EchoIdempotentAsync(token: source.Token),
                2 => client.SlowAsync(1, source.Token),
                _ => client.SlowAsync(20, source.Token),
            };

            // At once, amid what the call does, or when it has ended: by its answer, or by its deadline.
            int spins = random.Next(250);
            if (spins >= 200)
            {
                await made;
            }
            else
            {
                await YieldAsync(spins);
            }

            await source.CancelAsync();
            ends[call] = await made;
        }

        return ends;
    }

    private static async Task YieldAsync(int times)
    {
        for (; times > 0; times--)
        {
            await Task.Yield();
        }
    }
}
