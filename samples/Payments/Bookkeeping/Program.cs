using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Payments.Bookkeeping;

// ConnectionStrings__rabbitmq=amqp://… dotnet run --project samples/Payments/Bookkeeping
var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddTypedRpc(builder.Configuration);
builder.Services.AddSingleton<Journal>();

using var host = builder.Build();
host.MapRabbitSubscriber<Journal>(static options =>
{
    options.Group = "bookkeeping";

    // Entries have the order of the payments; one instance works, others stand by.
    options.Ordered = true;
});
await host.RunAsync();
