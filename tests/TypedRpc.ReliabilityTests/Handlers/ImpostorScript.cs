using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TypedRpc.ReliabilityTests.Handlers;

/// <summary>Plays a broker up to a method of its handshake, and then sends something else in place of the rest.</summary>
internal sealed class ImpostorScript : IDisposable
{
    private const byte MethodFrame = 1;
    private const byte FrameEnd = 0xce;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _honest;
    private readonly byte[] _then;
    private readonly int _channel;

    /// <param name="honest">How many methods are answered as a broker would.</param>
    /// <param name="channel">Channel of what comes then.</param>
    /// <param name="then">Payload of the method that comes then.</param>
    public ImpostorScript(int honest, int channel, byte[] then)
    {
        (_honest, _channel, _then) = (honest, channel, then);
        _listener.Start();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var running = new List<Task>();
        try
        {
            while (true)
            {
                running.Add(PlayAsync(await _listener.AcceptTcpClientAsync(cancellationToken), cancellationToken));
            }
        }
        catch (Exception exception) when (exception is SocketException or InvalidOperationException)
        {
            // The listener has ended.
        }

        await Task.WhenAll(running);
    }

    public void Dispose() => _listener.Dispose();

    private async Task PlayAsync(TcpClient client, CancellationToken cancellationToken)
    {
        byte[][] answers =
        [
            // connection.start 0-9 without properties, connection.tune, connection.open-ok, channel.open-ok
            [0, 10, 0, 10, 0, 9, 0, 0, 0, 0, .. Long("PLAIN"), .. Long("en_US")],
            [0, 10, 0, 30, 7, 255, 0, 2, 0, 0, 0, 0],
            [0, 10, 0, 41, 0],
            [0, 20, 0, 11, 0, 0, 0, 0],
        ];
        using (client)
        {
            try
            {
                NetworkStream stream = client.GetStream();
                await stream.ReadExactlyAsync(new byte[8], cancellationToken);
                for (int step = 0; step < _honest; step++)
                {
                    await SendAsync(stream, step < 3 ? 0 : 1, answers[step], cancellationToken);

                    // start-ok; tune-ok and open; channel.open
                    await ReadMethodAsync(stream, cancellationToken);
                    if (step == 1)
                    {
                        await ReadMethodAsync(stream, cancellationToken);
                    }
                }

                await SendAsync(stream, _channel, _then, cancellationToken);
                await stream.CopyToAsync(Stream.Null, cancellationToken);
            }
            catch (IOException)
            {
                // The client has gone.
            }
        }
    }

    private static async Task ReadMethodAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        byte[] head = new byte[7];
        await stream.ReadExactlyAsync(head, cancellationToken);
        await stream.ReadExactlyAsync(new byte[BinaryPrimitives.ReadUInt32BigEndian(head.AsSpan(3)) + 1], cancellationToken);
    }

    private static ValueTask SendAsync(NetworkStream stream, int channel, byte[] payload, CancellationToken cancellationToken) =>
        stream.WriteAsync((byte[])[MethodFrame, 0, (byte)channel, 0, 0, 0, (byte)payload.Length, .. payload, FrameEnd], cancellationToken);

    private static byte[] Long(string text) => [0, 0, 0, (byte)text.Length, .. Encoding.ASCII.GetBytes(text)];
}
