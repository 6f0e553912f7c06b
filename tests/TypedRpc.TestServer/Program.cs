using TypedRpc;
using TypedRpc.TestServer;
using TypedRpc.TestSupport.Ledger.Rest;

using var logs = new CapturedLogs();
await using var connection = await RabbitRpcConnection.ConnectAsync(Environment.GetEnvironmentVariable("ConnectionStrings__rabbitmq")!, loggerFactory: logs);
switch (args)
{
    case ["call"]:
        await Caller.RunAsync(connection);
        break;
    case ["starve"]:
        await Starved.RunAsync(connection, logs);
        break;
    case ["ledger", var folder, .. var points]:
        await LedgerServer.RunAsync(connection, logs, folder, dies: points is ["die"]);
        break;
    case ["die", var ledger, var deadLetters]:
        await ServeAsync(await connection.ServeAsync<IDeadly>(new Deadly(ledger), options =>
        {
            options.QueueType = QueueType.Quorum;
            options.DeliveryLimit = 2;
            options.DeadLetterExchange = deadLetters;
        }));
        break;
    default:
        await ServeAsync(await connection.ServeAsync<IHasher>(new Hasher()));
        break;
}

// Serves until its standard input ends, which it does at the latest with the process that started it.
static async Task ServeAsync(IAsyncDisposable server)
{
    await using (server)
    {
        Console.WriteLine("serving");
        await Console.In.ReadToEndAsync();
    }
}
