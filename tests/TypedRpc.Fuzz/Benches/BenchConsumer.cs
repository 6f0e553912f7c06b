using TypedRpc.Transport;

namespace TypedRpc.Fuzz.Benches;

/// <summary>Counts what is settled.</summary>
internal sealed class BenchConsumer(BenchSession session) : IServiceConsumer
{
    private int _settled;

    public ITransportSession Session => session;

    public int Settled => Volatile.Read(ref _settled);

    public void Settle(ulong deliveryTag, bool accepted) => Interlocked.Increment(ref _settled);

    public ValueTask StopAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask CloseAsync() => ValueTask.CompletedTask;
}
