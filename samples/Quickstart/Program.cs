using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quickstart;
using TypedRpc;

// dotnet run --project samples/Quickstart                          client, server and broker in this process
// dotnet run --project samples/Quickstart -- --amqp amqp://…       the same over a RabbitMQ
var builder = Host.CreateApplicationBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
var amqp = builder.Configuration["amqp"];
if (amqp is null)
{
    builder.Services.AddTypedRpc(builder.Configuration).UseInMemoryBroker();
    Console.WriteLine("Over the in-memory broker. For RabbitMQ: -- --amqp amqp://localhost");
}
else
{
    builder.Configuration["ConnectionStrings:rabbitmq"] = amqp;
    builder.Services.AddTypedRpc(builder.Configuration);
}

builder.Services.AddRabbitClient<IGreeter>();

using var host = builder.Build();
host.MapRabbitService<Greeter>();
await host.StartAsync();
if (amqp is not null)
{
    Console.WriteLine($"Over RabbitMQ: {host.Services.GetRequiredService<RpcConnection>().Broker}");
}

var greeter = host.Services.GetRequiredService<IGreeter>();
Console.WriteLine(await greeter.GreetAsync("world"));
Console.WriteLine($"2 + 3 = {await greeter.With(timeout: TimeSpan.FromSeconds(1)).AddAsync(2, 3)}");
try
{
    await greeter.GreetAsync(string.Empty);
}
catch (RpcException exception)
{
    Console.WriteLine($"{exception.StatusCode}, {exception.Outcome}: {exception.Message}");
}

await host.StopAsync();
