using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using TypedRpc.ReliabilityTests.Harness;
using TypedRpc.Transport;

namespace TypedRpc.ReliabilityTests.Handlers;

/// <summary>Somebody who is no broker answers where a broker is expected.</summary>
public sealed class ImpostorTests(ReliabilityBroker broker) : ReliabilityTest(broker)
{
    /// <summary>The version of another protocol, HTTP, a frame of 4 GiB, a frame without its end, noise.</summary>
    public static TheoryData<string> Answers => new(
        "414d515000010000", "485454502f312e31203430302042616420526571756573740d0a0d0a"[..48], "010000ffffffff000a000a", "0100000000000400000000ff", "a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5");

    [Theory, Fault("D25")]
    [Sign("typedrpc.connection.failed_attempts", 1003)]
    [MemberData(nameof(Answers))]
    public async Task What_is_no_AMQP_ends_the_attempt_soon(string hex)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Task answering = AnswerAsync(listener, Convert.FromHexString(hex));
        long start = Stopwatch.GetTimestamp();
        await Should.ThrowAsync<TransportException>(
            RabbitRpcConnection.ConnectAsync($"amqp://nobody:nothing@127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}", loggerFactory: Logs, cancellationToken: Token));
        Measure("attempt", Stopwatch.GetElapsedTime(start), TimeSpan.FromSeconds(6));
        listener.Stop();
        await answering;
    }

    /// <summary>How far the handshake goes, the channel, and a method that ends before its arguments do.</summary>
    private static readonly (int Honest, int Channel, string Hex)[] CutOff =
    [
        (0, 0, "000a000a"), (0, 0, "000a0032"),
        (1, 0, "000a001e07"), (1, 0, "000a0032"),
        (2, 0, "000a0032"), (2, 0, "000a0029"),
        (3, 0, "000a0032"), (3, 0, "000a003c05"), (3, 1, "0014000b"), (3, 1, "0014"), (3, 1, ""),
    ];

    [Fact, Fault("D25")]
    [Sign("typedrpc.connection.failed_attempts")]
    public async Task A_method_that_is_cut_off_ends_the_attempt_soon()
    {
        TimeSpan[] attempts = await Task.WhenAll(CutOff.Select(static cut => AttemptAsync(cut.Honest, cut.Channel, Convert.FromHexString(cut.Hex))));
        foreach (((int honest, _, string hex), TimeSpan attempt) in CutOff.Zip(attempts))
        {
            Measure($"attempt after {honest} methods, cut off {hex}", attempt, TimeSpan.FromSeconds(6));
        }
    }

    private static async Task<TimeSpan> AttemptAsync(int honest, int channel, byte[] method)
    {
        using var impostor = new ImpostorScript(honest, channel, method);
        Task playing = impostor.RunAsync(Token);
        long start = Stopwatch.GetTimestamp();
        await Should.ThrowAsync<TransportException>(RabbitRpcConnection.ConnectAsync($"amqp://nobody:nothing@127.0.0.1:{impostor.Port}", cancellationToken: Token));
        TimeSpan attempt = Stopwatch.GetElapsedTime(start);
        impostor.Dispose();
        await playing;
        return attempt;
    }

    private static async Task AnswerAsync(TcpListener listener, byte[] answer)
    {
        try
        {
            while (true)
            {
                using TcpClient client = await listener.AcceptTcpClientAsync(Token);
                NetworkStream stream = client.GetStream();
                await stream.ReadExactlyAsync(new byte[8], Token);
                await stream.WriteAsync(answer, Token);
                await stream.CopyToAsync(Stream.Null, Token);
            }
        }
        catch (Exception exception) when (exception is SocketException or IOException or InvalidOperationException)
        {
            // The client or the listener has gone.
        }
    }
}
