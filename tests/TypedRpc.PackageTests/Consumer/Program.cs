using Consumer;
using TypedRpc;
using TypedRpc.Transport.InMemory;

var broker = new InMemoryBroker();
await using var connection = await InMemoryRpcConnection.ConnectAsync(broker);
await using var server = await connection.ServeAsync<IGreeter>(new Greeter());
var greeter = connection.CreateClient<IGreeter>();
Console.WriteLine(await greeter.GreetAsync("package"));
