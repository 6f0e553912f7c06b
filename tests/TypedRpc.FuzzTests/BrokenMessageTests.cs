using System.Net;
using System.Net.Sockets;
using TypedRpc.Fuzz.Amqp;
using TypedRpc.Fuzz.Benches;
using TypedRpc.RabbitMQ.Transport;
using TypedRpc.TestSupport;

namespace TypedRpc.FuzzTests;

/// <summary>A connection that ends in the middle of a message.</summary>
[Collection(nameof(AloneCollection))]
public sealed class BrokenMessageTests
{
    [Theory]
    [InlineData(100_000, 10_000)]
    [InlineData(100_000, 100_000)]
    public async Task Returns_the_memory_of_what_has_come(int size, int largest)
    {
        using var buffers = new RentedBuffers();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var ours = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        ours.Connect(listener.LocalEndpoint);
        using var peer = listener.AcceptSocket();
        var tap = new DeliveryTap(size);
        tap.Add(1, AmqpSeeds.Ours, static _ => { });
        await using var stream = new ReaderStream(ours, tap);

        peer.Send(AmqpSeeds.Delivery(1, AmqpSeeds.Ours, 1, new byte[size], largest).AsSpan(0, size / 2));
        await Eventually.TrueAsync(() => buffers.Outstanding.Count == 1);
        peer.Shutdown(SocketShutdown.Send);
        await Eventually.TrueAsync(() => buffers.Outstanding.Count == 0);
    }
}
