using TypedRpc.LoadTest.Reporting;
using TypedRpc.LoadTest.Running;

namespace TypedRpc.LoadTest;

/// <summary>Calls.</summary>
internal static class RpcPlan
{
    private static readonly ReportKind Report = new("Load test results", "eng/bench.sh", "README.md", RpcGoals.All);

    public static RunPlan Parse(string[] arguments)
    {
        var options = RunOptions.Parse(arguments);
        return new RunPlan(
            options,
            RunOptions.Usage,
            Report,
            options.Scenarios,
            [.. options.Contenders.Select(static contender => (contender.Name, contender.Description))],
            options.Contenders.Select(static contender => contender.Broker),
            (brokers, onResult) => new RpcRun(options, brokers, onResult).RunAsync());
    }
}
