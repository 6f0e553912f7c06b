using System.Diagnostics;
using TypedRpc.LoadTest;
using TypedRpc.LoadTest.Brokers;
using TypedRpc.LoadTest.Reporting;
using TypedRpc.LoadTest.Running;
using TypedRpc.TestSupport;

if (args is [ServeCommand.Option, var contender])
{
    return await ServeCommand.RunAsync(contender);
}

RunOptions options;
try
{
    options = RunOptions.Parse(args);
}
catch (ArgumentException exception)
{
    Console.Error.WriteLine($"{exception.Message}\n{RunOptions.Usage}");
    return 2;
}

if (options.Help)
{
    Console.WriteLine(RunOptions.Usage);
    return 0;
}

if (options.List)
{
    Console.WriteLine(string.Join('\n', options.Scenarios));
    Console.WriteLine(string.Join('\n', options.Contenders.Select(static contender => $"{contender.Name}: {contender.Description}")));
    return 0;
}

var start = Stopwatch.GetTimestamp();
await using var brokers = await BrokerSet.StartAsync(options.Contenders);
var machine = await MachineShape.DescribeAsync(brokers);
Console.WriteLine(string.Join('\n', machine));
var report = new ConsoleReport();
await new Runner(options, brokers, report.Add).RunAsync();
report.Finish(Stopwatch.GetElapsedTime(start));
var output = options.Output ?? (options.IsFull ? RepositoryRoot.Combine("benchmarks", "results", "README.md") : null);
if (output is not null)
{
    Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(output))!);
    await File.WriteAllTextAsync(output, MarkdownReport.Write(options, machine, report.Results));
    Console.WriteLine($"written: {output}");
}

return 0;
