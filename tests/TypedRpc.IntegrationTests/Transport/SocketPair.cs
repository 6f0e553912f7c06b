using System.Net;
using System.Net.Sockets;

namespace TypedRpc.IntegrationTests.Transport;

/// <summary>Two ends of a connection over the loopback interface. Ours was never used asynchronously.</summary>
internal sealed class SocketPair : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public SocketPair()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Ours = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        Ours.Connect(listener.LocalEndpoint);
        Peer = listener.AcceptSocket();
        Peer.NoDelay = true;
    }

    public Socket Ours { get; }

    public Socket Peer { get; }

    /// <summary>Sends from the peer, and returns when our side has received it.</summary>
    public void Send(ReadOnlySpan<byte> bytes)
    {
        Peer.Send(bytes);
        SpinWait.SpinUntil(() => Ours.Available == 0, Patience).ShouldBeTrue();
    }

    /// <summary>Breaks the connection without a goodbye.</summary>
    public void Reset()
    {
        Peer.LingerState = new LingerOption(true, 0);
        Peer.Dispose();
    }

    public void Dispose()
    {
        Ours.Dispose();
        Peer.Dispose();
    }
}
