using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Payments.Email;
using TypedRpc;

// ConnectionStrings__rabbitmq=amqp://… dotnet run --project samples/Payments/Email
var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddTypedRpc(builder.Configuration);
builder.Services.AddSingleton<Mailer>();

using var host = builder.Build();
host.MapRabbitSubscriber<Mailer>(static options =>
{
    options.Group = "email";

    // An event may come twice; nobody wants two e-mails. Instances in several processes need a store that they share.
    options.Deduplication = new InMemoryDeduplicationStore();
});
await host.RunAsync();
