using System.Globalization;
using TypedRpc.Soak.Checking.Calls;
using TypedRpc.TestSupport.Ledger;
using TypedRpc.TestSupport.Ledger.Calls;

namespace TypedRpc.Soak.Children.Calls;

/// <summary>Makes calls of all kinds at a rate, and logs each before it is made and each time it ends.</summary>
internal sealed class SoakCaller(ILedgered contract, string name, SoakFolder folder, SoakClock clock, int rate, int seed) : IChildWork
{
    private const int MostUnderWay = 4000;

    private readonly WindowFiles<SoakCall> _calls = new(folder, clock);
    private readonly WindowFiles<CallCompletion> _ends = new(folder, clock);
    private readonly Random _random = new(seed);
    private long _made;
    private long _succeeded;
    private int _underWay;
    private volatile bool _on;

    public int UnderWay => Volatile.Read(ref _underWay);

    public long Succeeded => Volatile.Read(ref _succeeded);

    public Task SwitchAsync(bool on)
    {
        _on = on;
        return Task.CompletedTask;
    }

    public Task RunAsync(CancellationToken token) => Pace.RunAsync(
        rate,
        () =>
        {
            if (_on && UnderWay < MostUnderWay)
            {
                Make();
            }
        },
        token);

    public void CloseFiles()
    {
        _calls.Dispose();
        _ends.Dispose();
    }

    public void Dispose() => CloseFiles();

    private void Make()
    {
        CallPlan plan = CallPlan.Draw(_random);
        byte[] payload = Payload.Random(plan.Size);
        string id = string.Create(CultureInfo.InvariantCulture, $"{clock.Window}-{name}-{++_made}");
        Interlocked.Increment(ref _underWay);
        _calls.Append(id, new SoakCall(
            id, name, plan.Method, plan.Kind, clock.Now, plan.TimeoutMilliseconds, plan.Size, plan.WaitForReady, plan.CancelAfter, Payload.HashOf(payload)));
        var cancel = plan.CancelAfter is { } after ? new CancellationTokenSource(after) : null;
        ILedgered client = contract.With(timeout: TimeSpan.FromMilliseconds(plan.TimeoutMilliseconds), waitForReady: plan.WaitForReady);

        // Calls of one moment are made from several threads, as in a real program.
        _ = Task.Run(() => Await(plan, client, id, payload, cancel), CancellationToken.None);
    }

    private void Await(CallPlan plan, ILedgered client, string id, byte[] payload, CancellationTokenSource? cancel)
    {
        int ended = 0;
        WatchedCall.Start(id, () => plan.CallAsync(client, id, payload, cancel?.Token ?? default), completion =>
        {
            _ends.Append(id, completion);
            if (Interlocked.Exchange(ref ended, 1) == 0)
            {
                Interlocked.Add(ref _succeeded, completion.Status == RpcStatusCode.OK ? 1 : 0);
                cancel?.Dispose();
                Interlocked.Decrement(ref _underWay);
            }
        });
    }
}
