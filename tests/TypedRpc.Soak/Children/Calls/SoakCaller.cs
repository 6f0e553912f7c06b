using TypedRpc.Soak.Checking.Calls;
using TypedRpc.TestSupport.Ledger;
using TypedRpc.TestSupport.Ledger.Calls;

namespace TypedRpc.Soak.Children.Calls;

/// <summary>Makes calls of all kinds.</summary>
internal sealed class SoakCaller(ILedgered contract, string name, SoakFolder folder, SoakClock clock, int rate, int seed)
    : SoakLoad<SoakCall>(name, folder, clock, rate, MostUnderWay)
{
    private const int MostUnderWay = 4000;

    private readonly string _name = name;
    private readonly SoakClock _clock = clock;
    private readonly Random _random = new(seed);

    protected override void Begin(string id, long number)
    {
        CallPlan plan = CallPlan.Draw(_random);
        byte[] payload = Payload.Random(plan.Size);
        Log(id, new SoakCall(
            id, _name, plan.Method, plan.Kind, _clock.Now, plan.TimeoutMilliseconds, plan.Size, plan.WaitForReady, plan.CancelAfter, Payload.HashOf(payload)));
        var cancel = plan.CancelAfter is { } after ? new CancellationTokenSource(after) : null;
        ILedgered client = contract.With(timeout: TimeSpan.FromMilliseconds(plan.TimeoutMilliseconds), waitForReady: plan.WaitForReady);

        // Calls of one moment are made from several threads, as in a real program.
        _ = Task.Run(() => Watch(id, token => plan.CallAsync(client, id, payload, token), cancel), CancellationToken.None);
    }
}
