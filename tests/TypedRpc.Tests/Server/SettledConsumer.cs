using TypedRpc.Transport;

namespace TypedRpc.Tests.Server;

/// <summary>A consumer that notes what is settled; its deliveries are made by the test.</summary>
internal sealed class SettledConsumer(ITransportSession session) : IServiceConsumer
{
    public ITransportSession Session => session;

    /// <summary>Tags, in their order.</summary>
    public List<ulong> Settled { get; } = [];

    public void Settle(ulong deliveryTag, bool accepted) => Settled.Add(deliveryTag);

    public ValueTask StopAsync(CancellationToken cancellationToken) => default;

    public ValueTask CloseAsync() => default;
}
