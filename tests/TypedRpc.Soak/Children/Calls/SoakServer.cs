using TypedRpc.TestSupport.Ledger;
using TypedRpc.TestSupport.Ledger.Calls;

namespace TypedRpc.Soak.Children.Calls;

/// <summary>Serves calls.</summary>
internal sealed class SoakServer(SoakFolder folder, SoakClock clock) : IChildWork
{
    private readonly WindowFiles<Execution> _ledger = new(folder, clock);

    public int UnderWay => 0;

    public long Succeeded => 0;

    public Task ServeAsync(RpcConnection connection) => connection.ServeAsync<ILedgered>(new SoakService(_ledger));

    public Task SwitchAsync(bool on) => Task.CompletedTask;

    public Task RunAsync(CancellationToken token) => Task.Delay(Timeout.InfiniteTimeSpan, token);

    public void CloseFiles() => _ledger.Dispose();

    public void Dispose() => _ledger.Dispose();
}
