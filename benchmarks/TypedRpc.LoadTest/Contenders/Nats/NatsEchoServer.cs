using NATS.Client.Core;

namespace TypedRpc.LoadTest.Contenders.Nats;

internal sealed class NatsEchoServer : IAsyncDisposable
{
    public const string FastSubject = "loadtest.fast";
    public const string SlowSubject = "loadtest.slow";

    private readonly NatsConnection _connection;
    private readonly CancellationTokenSource _stopping = new();
    private readonly List<Task> _loops = [];

    private NatsEchoServer(NatsConnection connection) => _connection = connection;

    public static async Task<NatsEchoServer> StartAsync(NatsConnection connection)
    {
        var server = new NatsEchoServer(connection);
        server._loops.Add(server.ServeAsync(await connection.SubscribeCoreAsync<byte[]>(FastSubject), slow: false));
        server._loops.Add(server.ServeAsync(await connection.SubscribeCoreAsync<byte[]>(SlowSubject), slow: true));
        // The server has handled the subscriptions once it answers.
        await connection.PingAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_loops);
        await _connection.DisposeAsync();
        _stopping.Dispose();
    }

    private async Task ServeAsync(INatsSub<byte[]> subscription, bool slow)
    {
        await Task.Yield();
        try
        {
            await foreach (var message in subscription.Msgs.ReadAllAsync(_stopping.Token))
            {
                if (slow)
                {
                    _ = AnswerAsync(message);
                }
                else
                {
                    await message.ReplyAsync(message.Data);
                }
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private static async Task AnswerAsync(NatsMsg<byte[]> message)
    {
        await Handler.WorkAsync();
        await message.ReplyAsync(message.Data);
    }
}
