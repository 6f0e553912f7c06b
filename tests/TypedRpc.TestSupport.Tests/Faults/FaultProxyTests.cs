using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using TypedRpc.TestSupport.Faults;

namespace TypedRpc.TestSupport.Tests.Faults;

/// <summary>Every verb of the proxy, between two plain sockets.</summary>
public sealed class FaultProxyTests : IAsyncLifetime
{
    private static readonly byte[] Ack = AmqpBytes.Method(1, 60, 80);

    private readonly TcpListener _broker = new(IPAddress.Loopback, 0);
    private readonly List<Socket> _sockets = [];
    private FaultProxy _proxy = null!;

    public async ValueTask InitializeAsync()
    {
        _broker.Start();
        _proxy = await FaultProxy.StartAsync(new Uri($"amqp://user:pass@127.0.0.1:{((IPEndPoint)_broker.LocalEndpoint).Port}/vhost"));
    }

    public async ValueTask DisposeAsync()
    {
        _sockets.ForEach(static socket => socket.Dispose());
        await _proxy.DisposeAsync();
        _broker.Dispose();
    }

    [Fact]
    public async Task Bytes_pass_both_ways_and_are_counted()
    {
        (Socket near, Socket far) = await ConnectAsync();
        await SendAsync(near, AmqpBytes.ProtocolHeader);
        (await ReadAsync(far, 8)).ShouldBe(AmqpBytes.ProtocolHeader);
        await SendAsync(far, Ack);
        (await ReadAsync(near, Ack.Length)).ShouldBe(Ack);
        FaultConnection connection = _proxy.Connections.ShouldHaveSingleItem();
        await Eventually.TrueAsync(() => (connection.BytesToBroker, connection.BytesToClient) == (8, Ack.Length));
        connection.CountOf(AmqpMethod.BasicAck).ShouldBe(1);
        connection.BrokerSidePort.ShouldBe(((IPEndPoint)far.RemoteEndPoint!).Port);
        _proxy.Uri.UserInfo.ShouldBe("user:pass");
        _proxy.UriFor("a b", "c/d").UserInfo.ShouldBe("a%20b:c%2Fd");
    }

    [Fact]
    public async Task The_end_of_one_side_reaches_the_other()
    {
        (Socket near, Socket far) = await ConnectAsync();
        near.Shutdown(SocketShutdown.Send);
        (await EndOfAsync(far)).ShouldBe("FIN");
        far.Dispose();
        (await EndOfAsync(near)).ShouldBe("FIN");
        await _proxy.OpenAsync(0);
    }

    [Fact]
    public async Task Cut_is_orderly_on_both_sides_even_with_bytes_unread()
    {
        (Socket near, Socket far) = await ConnectAsync();
        FaultConnection connection = _proxy.Connections[0];
        connection.Stall();
        await SendAsync(near, Ack);
        connection.Cut();
        (await EndOfAsync(near)).ShouldBe("FIN");
        (await EndOfAsync(far)).ShouldBe("FIN");
        near.Dispose();
        far.Dispose();
        await connection.Closed.WaitAsync(TestTimeouts.Step);
    }

    [Fact]
    public async Task Reset_is_a_reset_on_both_sides_and_selects()
    {
        (Socket near, Socket far) = await ConnectAsync();
        (Socket other, Socket otherFar) = await ConnectAsync();
        _proxy.Reset(static connection => connection.Number == 1);
        (await EndOfAsync(near)).ShouldBe("RST");
        (await EndOfAsync(far)).ShouldBe("RST");
        await SendAsync(other, Ack);
        await ReadAsync(otherFar, Ack.Length);
        await _proxy.OpenAsync(1);
    }

    [Fact]
    public async Task Stall_holds_one_way_back_until_it_resumes()
    {
        (Socket near, Socket far) = await ConnectAsync();
        _proxy.Stall(FaultDirection.ToBroker);
        await SendAsync(near, Ack);
        await SendAsync(far, AmqpBytes.Heartbeat);
        await ReadAsync(near, AmqpBytes.Heartbeat.Length);
        (await IsSilentAsync(far)).ShouldBeTrue();
        _proxy.Resume(FaultDirection.ToBroker);
        (await ReadAsync(far, Ack.Length)).ShouldBe(Ack);
    }

    [Fact]
    public async Task Half_open_swallows_everything_even_the_end()
    {
        (Socket near, Socket far) = await ConnectAsync();
        _proxy.HalfOpen();
        await SendAsync(near, Ack);
        near.Shutdown(SocketShutdown.Send);
        await SendAsync(far, Ack);
        (await IsSilentAsync(far)).ShouldBeTrue();
        (await IsSilentAsync(near)).ShouldBeTrue();
        _proxy.Connections.Count.ShouldBe(1);
        _proxy.Reset();
        (await EndOfAsync(far)).ShouldBe("RST");
    }

    [Fact]
    public async Task CutAfter_lets_exactly_so_many_bytes_pass()
    {
        byte[] bytes = AmqpBytes.Publish(1, new byte[50]);
        for (int count = 0; count < bytes.Length; count++)
        {
            int limit = count;
            _proxy.OnConnection = connection => connection.CutAfter(FaultDirection.ToBroker, limit, reset: false);
            (Socket near, Socket far) = await ConnectAsync();
            await SendAsync(near, bytes);
            (await ReadToEndAsync(far)).Length.ShouldBe(limit);
            near.Dispose();
            far.Dispose();
        }

        await _proxy.OpenAsync(0);
    }

    [Fact]
    public async Task Drop_loses_one_method_with_its_message_and_nothing_else()
    {
        using MethodRule rule = _proxy.Drop(AmqpMethod.BasicPublish, FaultDirection.ToBroker, times: 1);
        (Socket near, Socket far) = await ConnectAsync();
        byte[] second = AmqpBytes.Publish(1, 2);
        await SendAsync(near, [.. Ack, .. AmqpBytes.Publish(1, 1), .. AmqpBytes.Heartbeat, .. second]);
        byte[] expected = [.. Ack, .. AmqpBytes.Heartbeat, .. second];
        (await ReadAsync(far, expected.Length)).ShouldBe(expected);
        await rule.FirstHit.WaitAsync(TestTimeouts.Step);
        rule.Hits.ShouldBe(1);
    }

    [Fact]
    public async Task HoldMethod_keeps_the_order_of_its_channel_and_lets_others_go()
    {
        using MethodRule rule = _proxy.HoldMethod(AmqpMethod.BasicPublish, times: 1);
        (Socket near, Socket far) = await ConnectAsync();
        byte[] held = [.. AmqpBytes.Publish(1, 1), .. Ack];
        byte[] other = AmqpBytes.Publish(2, 2);
        await SendAsync(near, [.. held, .. other, .. AmqpBytes.Heartbeat]);
        byte[] passing = [.. other, .. AmqpBytes.Heartbeat];
        (await ReadAsync(far, passing.Length)).ShouldBe(passing);
        (await IsSilentAsync(far)).ShouldBeTrue();
        rule.Release();
        (await ReadAsync(far, held.Length)).ShouldBe(held);
    }

    [Fact]
    public async Task DelayMethod_and_Delay_take_their_time()
    {
        using MethodRule rule = _proxy.DelayMethod(AmqpMethod.BasicAck, TimeSpan.FromMilliseconds(100));
        (Socket near, Socket far) = await ConnectAsync();
        (await TimeAsync(near, far, Ack)).ShouldBeGreaterThan(95);
        rule.Dispose();
        _proxy.Delay(TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(50), FaultDirection.ToBroker);
        (await TimeAsync(near, far, Ack)).ShouldBeGreaterThan(145);
    }

    [Fact]
    public async Task Bandwidth_and_Slice_bound_what_goes_through()
    {
        _proxy.Bandwidth(10_000, FaultDirection.ToBroker);
        (Socket near, Socket far) = await ConnectAsync();
        (await TimeAsync(near, far, AmqpBytes.Frame(3, 1, new byte[3000]))).ShouldBeGreaterThan(250);
        _proxy.Heal();
        _proxy.Slice(1);
        (await TimeAsync(near, far, AmqpBytes.Frame(3, 1, new byte[3000]))).ShouldBeLessThan(TestTimeouts.Step.TotalMilliseconds);
    }

    [Fact]
    public async Task Connections_are_refused_and_accepted_at_the_same_port()
    {
        for (int round = 0; round < 3; round++)
        {
            _proxy.RefuseConnections();
            using var refused = new Socket(SocketType.Stream, ProtocolType.Tcp);
            (await Should.ThrowAsync<SocketException>(async () => await refused.ConnectAsync(_proxy.Uri.Host, _proxy.Uri.Port)))
                .SocketErrorCode.ShouldBe(SocketError.ConnectionRefused);
            _proxy.AcceptConnections();
            await ConnectAsync();
        }
    }

    [Fact]
    public async Task A_partition_is_silent_for_old_and_new_connections_until_it_heals()
    {
        (Socket near, Socket _) = await ConnectAsync();
        _proxy.Partition();
        using var silent = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await silent.ConnectAsync(_proxy.Uri.Host, _proxy.Uri.Port);
        (await IsSilentAsync(silent)).ShouldBeTrue();
        (await IsSilentAsync(near)).ShouldBeTrue();
        _proxy.Heal();
        (await EndOfAsync(silent)).ShouldBeOneOf("FIN", "RST");
        await ConnectAsync();
    }

    [Fact]
    public async Task Without_a_broker_connections_are_reset()
    {
        _broker.Stop();
        using var near = new Socket(SocketType.Stream, ProtocolType.Tcp);
        (await EndOfAsync(near, near.ConnectAsync(_proxy.Uri.Host, _proxy.Uri.Port))).ShouldBe("RST");
    }

    private async Task<(Socket Near, Socket Far)> ConnectAsync()
    {
        var near = new Socket(SocketType.Stream, ProtocolType.Tcp);
        _sockets.Add(near);
        int accepted = _proxy.Accepted;
        await near.ConnectAsync(_proxy.Uri.Host, _proxy.Uri.Port);
        Socket far = await _broker.AcceptSocketAsync().WaitAsync(TestTimeouts.Step);
        _sockets.Add(far);
        await _proxy.AcceptedAsync(accepted + 1);
        return (near, far);
    }

    private static async Task SendAsync(Socket socket, byte[] bytes) => await socket.SendAsync(bytes);

    private static async Task<byte[]> ReadAsync(Socket socket, int count)
    {
        byte[] bytes = new byte[count];
        for (int read = 0; read < count;)
        {
            int next = await socket.ReceiveAsync(bytes.AsMemory(read)).AsTask().WaitAsync(TestTimeouts.Step);
            next.ShouldBeGreaterThan(0);
            read += next;
        }

        return bytes;
    }

    private static async Task<byte[]> ReadToEndAsync(Socket socket)
    {
        var all = new List<byte>();
        byte[] buffer = new byte[256];
        while (await socket.ReceiveAsync(buffer).WaitAsync(TestTimeouts.Step) is var read and > 0)
        {
            all.AddRange(buffer.AsSpan(0, read));
        }

        return [.. all];
    }

    private static async Task<double> TimeAsync(Socket near, Socket far, byte[] bytes)
    {
        long start = Stopwatch.GetTimestamp();
        await SendAsync(near, bytes);
        (await ReadAsync(far, bytes.Length)).ShouldBe(bytes);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static async Task<string> EndOfAsync(Socket socket, Task? connecting = null)
    {
        try
        {
            await (connecting ?? Task.CompletedTask);
            return await socket.ReceiveAsync(new byte[64]).WaitAsync(TestTimeouts.Step) == 0 ? "FIN" : "bytes";
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.ConnectionReset or SocketError.ConnectionAborted)
        {
            return "RST";
        }
    }

    // Silence can only be shown for a while; a broken proxy speaks within microseconds.
    private static Task<bool> IsSilentAsync(Socket socket) => Task.Run(() => !socket.Poll(TimeSpan.FromMilliseconds(150), SelectMode.SelectRead));
}
