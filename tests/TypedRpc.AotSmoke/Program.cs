using MessagePack;
using MessagePack.Resolvers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TypedRpc;
using TypedRpc.AotSmoke;
using TypedRpc.AotSmoke.Contracts;
using TypedRpc.AotSmoke.Payloads;
using TypedRpc.Transport.InMemory;

// The program that TypedRpc.AotTests publishes and runs. The broker comes in the environment: its URI holds a password.
switch (args)
{
    case ["memory"]:
        await using (var connection = await InMemoryRpcConnection.ConnectAsync(new InMemoryBroker()))
        {
            await connection.ServeAsync<IShapes>(new Shapes());
            await connection.ServeAsync<IShop>(new Shop());
            await Scenario.RunAsync(connection.CreateClient<IShapes>(), connection.CreateClient<IShop>());
        }

        return 0;
    case ["rabbitmq"]:
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration["ConnectionStrings:rabbitmq"] = Environment.GetEnvironmentVariable("TYPEDRPC_AMQP_URI");
        builder.Services.AddTypedRpc(builder.Configuration);

        // Formatters by name instead of by attribute, and nothing else of the user's.
        builder.Services.Configure<TypedRpcOptions>(static options => options.UseSerializer(
            new MessagePackSerializerOptions(CompositeResolver.Create([new OrderFormatter(), new MoneyFormatter(), new OutOfStockFormatter()], [BuiltinResolver.Instance]))));
        builder.Services.AddSingleton<Shapes>().AddSingleton<Shop>();
        builder.Services.AddRabbitClient<IShapes>();
        builder.Services.AddRabbitClient<IShop>();
        using (var host = builder.Build())
        {
            host.MapRabbitService<Shapes>();
            host.MapRabbitService<Shop>();
            await host.StartAsync();
            await Scenario.RunAsync(host.Services.GetRequiredService<IShapes>(), host.Services.GetRequiredService<IShop>());
            await host.StopAsync();
        }

        return 0;
    case ["missing"]:
        await using (var connection = await InMemoryRpcConnection.ConnectAsync(new InMemoryBroker()))
        {
            try
            {
                connection.CreateClient<IWarehouse>();
                return 1;
            }
            catch (RpcContractException exception)
            {
                Console.WriteLine(exception.Message);
                return 0;
            }
        }

    default:
        Console.Error.WriteLine("usage: TypedRpc.AotSmoke memory|rabbitmq|missing");
        return 2;
}
