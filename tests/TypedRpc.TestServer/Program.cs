using TypedRpc;
using TypedRpc.TestServer;

await using var connection = await RabbitRpcConnection.ConnectAsync(Environment.GetEnvironmentVariable("ConnectionStrings__rabbitmq")!);
switch (args)
{
    case ["call"]:
        await Caller.RunAsync(connection);
        break;
    case ["starve"]:
        await Starved.RunAsync(connection);
        break;
    case ["ledger", var folder, .. var points]:
        await LedgerServer.RunAsync(connection, folder, dies: points is ["die"]);
        break;
    default:
        // Serves until its standard input ends, which it does at the latest with the process that started it.
        await using (await connection.ServeAsync<IHasher>(new Hasher()))
        {
            Console.WriteLine("serving");
            await Console.In.ReadToEndAsync();
        }

        break;
}
