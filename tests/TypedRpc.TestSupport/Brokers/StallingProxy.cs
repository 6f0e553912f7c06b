using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace TypedRpc.TestSupport.Brokers;

/// <summary>Stands before a broker and can stop passing bytes on without closing anything, as a link does that hangs.</summary>
public sealed class StallingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentBag<TcpClient> _clients = [];
    private readonly Uri _target;
    private volatile int _stalls;

    /// <summary>Starts to listen.</summary>
    /// <param name="target">The broker, credentials included.</param>
    public StallingProxy(Uri target)
    {
        _target = target;
        _listener.Start();
        Uri = new UriBuilder(target) { Host = "127.0.0.1", Port = ((IPEndPoint)_listener.LocalEndpoint).Port }.Uri;
        _ = AcceptAsync();
    }

    /// <summary>The broker, as it is reached through the proxy.</summary>
    public Uri Uri { get; }

    /// <summary>The connections that there are pass nothing on any more; new ones do.</summary>
    public void Stall() => Interlocked.Increment(ref _stalls);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        foreach (TcpClient client in _clients)
        {
            client.Dispose();
        }
    }

    private async Task AcceptAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            TcpClient near = await _listener.AcceptTcpClientAsync(_stopping.Token);
            var far = new TcpClient();
            _clients.Add(near);
            _clients.Add(far);
            await far.ConnectAsync(_target.Host, _target.Port, _stopping.Token);
            int stalls = _stalls;
            _ = RelayAsync(near, far, stalls);
            _ = RelayAsync(far, near, stalls);
        }
    }

    private async Task RelayAsync(TcpClient from, TcpClient to, int stalls)
    {
        byte[] buffer = new byte[16 * 1024];
        int count;
        while ((count = await from.GetStream().ReadAsync(buffer, _stopping.Token)) > 0)
        {
            if (_stalls == stalls)
            {
                await to.GetStream().WriteAsync(buffer.AsMemory(0, count), _stopping.Token);
            }
        }

        to.Close();
    }
}
