using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Trace;
using Payments;
using Payments.Server;

// ConnectionStrings__rabbitmq=amqp://… dotnet run --project samples/Payments/Server
var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddTypedRpc(builder.Configuration);
builder.Services.AddRabbitPublisher<IPaymentEvents>();
builder.Services.AddSingleton<Ledger>();
builder.Services.AddScoped<PaymentService>();

using var tracing = args.Contains("--trace") ? Sdk.CreateTracerProviderBuilder().AddSource("TypedRpc").AddProcessor(new SpanPrinter()).Build() : null;
using var host = builder.Build();
host.MapRabbitService<PaymentService>();
await host.RunAsync();
