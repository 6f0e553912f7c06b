using System.Diagnostics;
using System.Globalization;
using TypedRpc.Soak.Checking;
using TypedRpc.TestSupport.Ledger;
using TypedRpc.TestSupport.Ledger.Calls;

namespace TypedRpc.Soak.Children;

/// <summary>Makes calls of all kinds at a rate, and logs each before it is made and each time it ends.</summary>
internal sealed class SoakCaller(ILedgered contract, string name, SoakFolder folder, SoakClock clock, int rate, int seed) : IDisposable
{
    private const int MostUnderWay = 4000;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    private readonly WindowFiles<SoakCall> _calls = new(folder, clock);
    private readonly WindowFiles<CallCompletion> _ends = new(folder, clock);
    private readonly Random _random = new(seed);
    private long _made;
    private int _underWay;

    /// <summary>Calls that have not ended.</summary>
    public int UnderWay => Volatile.Read(ref _underWay);

    /// <summary>Whether calls are being made.</summary>
    public bool On { get; set; }

    public async Task RunAsync(CancellationToken token)
    {
        using var ticks = new PeriodicTimer(Tick);
        double due = 0;
        long last = Stopwatch.GetTimestamp();
        while (await ticks.WaitForNextTickAsync(token))
        {
            long now = Stopwatch.GetTimestamp();

            // What a pause has held up is made up for, but not more than a tenth of a second of it.
            due = Math.Min(due + (Stopwatch.GetElapsedTime(last, now).TotalSeconds * rate), rate / 10.0);
            for (last = now; due >= 1; due--)
            {
                if (On && UnderWay < MostUnderWay)
                {
                    Make();
                }
            }
        }
    }

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
                cancel?.Dispose();
                Interlocked.Decrement(ref _underWay);
            }
        });
    }
}
