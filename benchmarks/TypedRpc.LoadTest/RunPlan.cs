using TypedRpc.LoadTest.Brokers;
using TypedRpc.LoadTest.Contenders;
using TypedRpc.LoadTest.Reporting;
using TypedRpc.LoadTest.Running;
using TypedRpc.LoadTest.Scenarios;

namespace TypedRpc.LoadTest;

/// <summary>A run that the command line asks for.</summary>
/// <param name="Options">How it is run.</param>
/// <param name="Usage">What could be asked for.</param>
/// <param name="Report">How it is reported.</param>
/// <param name="Scenarios">What is run.</param>
/// <param name="Contenders">Who takes part, and what that is.</param>
/// <param name="Brokers">The brokers that they need.</param>
/// <param name="RunAsync">Runs it.</param>
internal sealed record RunPlan(
    CommonOptions Options,
    string Usage,
    ReportKind Report,
    IReadOnlyList<IScenario> Scenarios,
    IReadOnlyList<(string Name, string Description)> Contenders,
    IEnumerable<BrokerKind> Brokers,
    Func<BrokerSet, Action<ScenarioResult>, Task> RunAsync);
