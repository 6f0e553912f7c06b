using TypedRpc;
using TypedRpc.TestServer;

await using var connection = await RabbitRpcConnection.ConnectAsync(Environment.GetEnvironmentVariable("ConnectionStrings__rabbitmq")!);
if (args is ["call"])
{
    await Caller.RunAsync(connection);
    return;
}

// Serves until its standard input ends, which it does at the latest with the process that started it.
await using var server = args is ["die", var ledger, var deadLetters]
    ? await connection.ServeAsync<IDeadly>(new Deadly(ledger), options =>
    {
        options.QueueType = QueueType.Quorum;
        options.DeliveryLimit = 2;
        options.DeadLetterExchange = deadLetters;
    })
    : await connection.ServeAsync<IHasher>(new Hasher());
Console.WriteLine("serving");
await Console.In.ReadToEndAsync();
