using System.Diagnostics;
using TypedRpc.LoadTest;
using TypedRpc.LoadTest.Brokers;
using TypedRpc.LoadTest.Events;
using TypedRpc.LoadTest.Reporting;
using TypedRpc.LoadTest.Running;
using TypedRpc.TestSupport;

if (args is [ServeCommand.Option, var contender])
{
    return await ServeCommand.RunAsync(contender);
}

var events = args.Contains($"--{EventOptions.Flag}");
RunPlan plan;
try
{
    plan = events ? EventPlan.Parse(args) : RpcPlan.Parse(args);
}
catch (ArgumentException exception)
{
    Console.Error.WriteLine($"{exception.Message}\n{(events ? EventOptions.Usage : RunOptions.Usage)}");
    return 2;
}

if (plan.Options.Help)
{
    Console.WriteLine(plan.Usage);
    return 0;
}

if (plan.Options.List)
{
    Console.WriteLine(string.Join('\n', plan.Scenarios));
    Console.WriteLine(string.Join('\n', plan.Contenders.Select(static contender => $"{contender.Name}: {contender.Description}")));
    return 0;
}

var start = Stopwatch.GetTimestamp();
await using var brokers = await BrokerSet.StartAsync(plan.Brokers);
var machine = await MachineShape.DescribeAsync(brokers);
Console.WriteLine(string.Join('\n', machine));
var report = new ConsoleReport(plan.Report.Goals);
await plan.RunAsync(brokers, report.Add);
report.Finish(Stopwatch.GetElapsedTime(start));
var output = plan.Options.Output ?? (plan.Options.IsFull ? RepositoryRoot.Combine("benchmarks", "results", plan.Report.Page) : null);
if (output is not null)
{
    Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(output))!);
    await File.WriteAllTextAsync(output, MarkdownReport.Write(plan, machine, report.Results));
    Console.WriteLine($"written: {output}");
}

return 0;
