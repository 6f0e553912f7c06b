using System.Net.Sockets;

namespace TypedRpc.TestSupport.Brokers;

/// <summary>Asks a port whether a broker is behind it: an open port is not yet a ready broker.</summary>
internal static class AmqpProbe
{
    private const byte MethodFrame = 1;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Whether something listens there.</summary>
    public static async Task<bool> AcceptsAsync(Uri uri, CancellationToken cancellationToken)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(uri.Host, uri.Port, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    public static async Task<bool> AnswersAsync(Uri uri, CancellationToken cancellationToken)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bound.CancelAfter(Patience);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(uri.Host, uri.Port, bound.Token);
            await using NetworkStream stream = client.GetStream();
            await stream.WriteAsync("AMQP\0\0\u0009\u0001"u8.ToArray(), bound.Token);
            byte[] answer = new byte[1];
            return await stream.ReadAsync(answer, bound.Token) == 1 && answer[0] == MethodFrame;
        }
        catch (Exception e) when (e is SocketException or IOException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
