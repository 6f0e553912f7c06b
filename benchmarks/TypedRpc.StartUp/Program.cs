using System.Globalization;
using TypedRpc.StartUp;
using TypedRpc.TestSupport.Brokers;

// usage: TypedRpc.StartUp <runs> <name>=<executable of the subject> ...; eng/startup.sh builds the subjects and calls this.
if (args.Length < 2 || !int.TryParse(args[0], CultureInfo.InvariantCulture, out var runs) || runs < 1)
{
    Console.Error.WriteLine("usage: TypedRpc.StartUp <runs> <name>=<executable> ...");
    return 2;
}

var builds = args[1..].Select(static build => build.Split('=', 2)).ToArray();
var variants = builds.SelectMany(static build => new[] { new Variant("typedrpc", build[0], build[1]), new Variant("rabbitmq", build[0], build[1]) }).ToArray();
await using var broker = await RabbitMqBroker.StartAsync();
await using var server = await Subject.StartServerAsync(builds[0][1], broker.Uri);

// Interleaved, so that what else the machine does meets all of them; the first round fills the file cache and does not count.
for (var run = 0; run <= runs; run++)
{
    foreach (var variant in variants)
    {
        var start = await Subject.MeasureAsync(variant.Executable, variant.Client, broker.Uri);
        if (run > 0)
        {
            variant.Add(start);
        }
    }
}

foreach (var variant in variants)
{
    var handWritten = variants.Single(other => other.Client == "rabbitmq" && other.Build == variant.Build);
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"startup variant={variant.Client}-{variant.Build} runs={runs} total_ms={variant.Total:F1} first_call_ms={variant.FirstCall:F2} total_ratio={variant.Total / handWritten.Total:F2} first_call_ratio={variant.FirstCall / handWritten.FirstCall:F2}"));
}

return 0;
