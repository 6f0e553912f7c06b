using System.Globalization;
using TypedRpc.TestSupport.Ledger;
using TypedRpc.TestSupport.Ledger.Calls;

namespace TypedRpc.Soak.Children;

/// <summary>Begins calls, or publishes, at a rate, and logs each before it begins and each time it ends.</summary>
/// <param name="name">Name of the child, which goes into the ids.</param>
/// <param name="folder">The folder of the run.</param>
/// <param name="clock">The clock of the run.</param>
/// <param name="rate">How many a second.</param>
/// <param name="mostUnderWay">How many at once.</param>
internal abstract class SoakLoad<TBegun>(string name, SoakFolder folder, SoakClock clock, int rate, int mostUnderWay) : IChildWork
{
    private readonly WindowFiles<TBegun> _begun = new(folder, clock);
    private readonly WindowFiles<CallCompletion> _ends = new(folder, clock);
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
            if (_on && UnderWay < mostUnderWay)
            {
                Interlocked.Increment(ref _underWay);
                long number = ++_made;
                Begin(string.Create(CultureInfo.InvariantCulture, $"{clock.Window}-{name}-{number}"), number);
            }
        },
        token);

    public void CloseFiles()
    {
        _begun.Dispose();
        _ends.Dispose();
    }

    public void Dispose() => CloseFiles();

    /// <summary>Logs one, and begins it. Never at the same time as another.</summary>
    protected abstract void Begin(string id, long number);

    protected void Log(string id, TBegun begun) => _begun.Append(id, begun);

    /// <summary>Begins one that was logged, and logs each of its ends.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="start">Begins it.</param>
    /// <param name="cancel">What cancels it, or null; disposed at its end.</param>
    protected void Watch(string id, Func<CancellationToken, ValueTask<string>> start, CancellationTokenSource? cancel)
    {
        int ended = 0;
        WatchedCall.Start(id, () => start(cancel?.Token ?? default), completion =>
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
