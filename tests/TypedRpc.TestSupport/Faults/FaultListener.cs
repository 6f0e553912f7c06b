using System.Net;
using System.Net.Sockets;

namespace TypedRpc.TestSupport.Faults;

/// <summary>A port that accepts connections, refuses them, or accepts and never speaks, and stays the same port throughout.</summary>
internal sealed class FaultListener(Action<Socket> accepted) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<Socket> _silent = [];
    private Socket _socket = Bind(new IPEndPoint(IPAddress.Loopback, 0));
    private bool _listening;
    private bool _swallows;
    private bool _disposed;

    public int Port => ((IPEndPoint)_socket.LocalEndPoint!).Port;

    public void Accept(bool silently)
    {
        lock (_lock)
        {
            _swallows = silently;
            if (!silently)
            {
                _silent.ForEach(static socket => socket.Dispose());
                _silent.Clear();
            }

            if (!_listening)
            {
                _listening = true;
                _socket.Listen();
                _ = AcceptAsync(_socket);
            }
        }
    }

    // A bound socket that does not listen refuses, and keeps the port from others.
    public void Refuse()
    {
        lock (_lock)
        {
            if (_listening)
            {
                EndPoint address = _socket.LocalEndPoint!;
                _socket.Dispose();
                _socket = Bind(address);
                _listening = false;
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            _socket.Dispose();
            _silent.ForEach(static socket => socket.Dispose());
        }
    }

    private static Socket Bind(EndPoint address)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(address);
        return socket;
    }

    private async Task AcceptAsync(Socket listening)
    {
        try
        {
            while (true)
            {
                Take(await listening.AcceptAsync());
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Refused from here on, or disposed.
        }
    }

    private void Take(Socket socket)
    {
        lock (_lock)
        {
            if (_disposed)
            {
                socket.Dispose();
                return;
            }

            if (_swallows)
            {
                _silent.Add(socket);
                return;
            }
        }

        accepted(socket);
    }
}
