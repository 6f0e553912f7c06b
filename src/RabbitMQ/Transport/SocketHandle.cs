using System.Net;
using System.Net.Sockets;
using RabbitMQ.Client;

namespace TypedRpc.RabbitMQ.Transport;

/// <summary>The socket of a connection, in our hands: whatever the library waits for, closing it ends the wait. Tries every address of a host.</summary>
internal sealed class SocketHandle(AddressFamily family, TimeSpan connectTimeout, SocketRole role, DeliveryTap? tap) : ITcpClient
{
    private Socket? _socket;
    private NetworkStream? _stream;
    private volatile bool _disposed;

    public bool Connected => _socket?.Connected ?? false;

    public TimeSpan ReceiveTimeout
    {
        get => TimeSpan.FromMilliseconds(_socket?.ReceiveTimeout ?? 0);
        set
        {
            if (_socket is { } socket)
            {
                socket.ReceiveTimeout = (int)value.TotalMilliseconds;
            }
        }
    }

    public Socket Client => _socket ?? throw new InvalidOperationException("The socket is not connected.");

    public async Task ConnectAsync(IPAddress host, int port, CancellationToken cancellationToken)
    {
        var socket = new Socket(family, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(connectTimeout);
        try
        {
            // A socket that was ever used asynchronously does not block any more, and blocking is what its own reader wants.
            await (role == SocketRole.Consume
                ? Task.Run(() => socket.Connect(host, port), CancellationToken.None).WaitAsync(timeout.Token)
                : socket.ConnectAsync(host, port, timeout.Token).AsTask()).ConfigureAwait(false);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        _socket = socket;
        if (_disposed)
        {
            socket.Dispose();
        }
    }

    /// <summary>The stream to write messages to, once connected; null for a connection that none are published on.</summary>
    public GatheringStream? Gathering => _stream as GatheringStream;

    public NetworkStream GetStream() => _stream ??= role == SocketRole.Publish ? new GatheringStream(Client) : new ReaderStream(Client, tap);

    public void Close() => Dispose();

    public void Dispose()
    {
        _disposed = true;
        _stream?.Dispose();
        _socket?.Dispose();
    }
}
