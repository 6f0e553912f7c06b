using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Trace;
using Payments;
using TypedRpc;

// ConnectionStrings__rabbitmq=amqp://… dotnet run --project samples/Payments/Client
//   --trace   prints the spans      --ask   asks for a balance for every line of the standard input
var builder = Host.CreateApplicationBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.Services.AddTypedRpc(builder.Configuration);
builder.Services.AddRabbitClient<IPaymentService>();

using var tracing = args.Contains("--trace") ? Sdk.CreateTracerProviderBuilder().AddSource("TypedRpc").AddProcessor(new SpanPrinter()).Build() : null;
using var host = builder.Build();
await host.StartAsync();
var payments = host.Services.GetRequiredService<IPaymentService>();

if (args.Contains("--ask"))
{
    Console.WriteLine("ready");
    while (Console.ReadLine() is { } account)
    {
        try
        {
            var balance = await payments.With(waitForReady: true).GetBalanceAsync(account);
            Console.WriteLine($"{balance.Account} has {balance.Amount}");
        }
        catch (RpcException exception)
        {
            Console.WriteLine($"{exception.StatusCode}, {exception.Outcome}: {exception.Message}");
        }
    }
}
else
{
    await ShowAsync(payments.With(waitForReady: true));
}

await host.StopAsync();

static async Task ShowAsync(IPaymentService payments)
{
    var account = $"account-{Guid.NewGuid():N}";
    Console.WriteLine($"balance: {(await payments.GetBalanceAsync(account)).Amount}");
    var receipt = await payments.ChargeCardAsync(new Order(account, 30m, "EUR"));
    Console.WriteLine($"charged: {receipt.Amount}");

    try
    {
        await payments.ChargeCardAsync(new Order(account, 90m, "EUR"));
    }
    catch (RpcFaultException<InsufficientFunds> fault)
    {
        Console.WriteLine($"declared fault: {fault.Detail.Missing} missing");
    }

    await payments.RecordAuditAsync(new AuditEntry("client", "charged a card"));
    Console.WriteLine("one-way: confirmed by the broker");

    using var impatience = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
    try
    {
        await payments.RefundAsync(receipt.Id, 30m, impatience.Token);
    }
    catch (OperationCanceledException)
    {
        Console.WriteLine("cancelled: the server was told");
    }

    try
    {
        await payments.With(timeout: TimeSpan.FromMilliseconds(500)).RefundAsync(receipt.Id, 30m);
    }
    catch (RpcException exception)
    {
        Console.WriteLine($"timed out: {exception.StatusCode}, {exception.Outcome}");
    }
}
