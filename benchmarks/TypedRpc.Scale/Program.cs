using TypedRpc.Scale;
using TypedRpc.Scale.Children;
using TypedRpc.Scale.Measurements;
using TypedRpc.TestSupport.Brokers;

// usage: TypedRpc.Scale [measurement ...]; what follows "child" is for the processes that it starts itself.
if (args is ["child", .. var role])
{
    await Child.RunAsync(role);
    return 0;
}

Dictionary<string, Func<Uri, Report, Task>> measurements = new()
{
    ["pending"] = PendingCalls.MeasureAsync,
    ["clients"] = ManyClients.MeasureAsync,
    ["services"] = ManyServices.MeasureAsync,
    ["large"] = LargePayloads.MeasureAsync,
    ["throughput"] = Throughput.MeasureAsync,
    ["balance"] = Balance.MeasureAsync,
};
if (args.FirstOrDefault(name => !measurements.ContainsKey(name)) is { } unknown)
{
    Console.Error.WriteLine($"'{unknown}' is not one of: {string.Join(' ', measurements.Keys)}");
    return 2;
}

await using var broker = await RabbitMqBroker.StartAsync();
var report = new Report();
foreach (var name in args.Length > 0 ? args : [.. measurements.Keys])
{
    await measurements[name](broker.Uri, report);
}

return report.AllHold ? 0 : 1;
