using TypedRpc.LoadTest.Contenders;
using TypedRpc.LoadTest.Load;
using TypedRpc.LoadTest.Scenarios;

namespace TypedRpc.LoadTest.Reporting;

/// <summary>What TypedRpc wants to reach with calls.</summary>
internal static class RpcGoals
{
    private static readonly Scenario Alone = new(1, 128);
    private static readonly Scenario Few = new(8, 128);
    private static readonly Scenario Many = new(512, 128);
    private static readonly Scenario Spread = new(64, 128, Clients: 8);
    private static readonly Scenario Large = new(64, 16 * 1024);
    private static readonly Scenario Larger = new(8, 256 * 1024);
    private static readonly Scenario Largest = new(2, Scenario.LargePayload);

    public static readonly IReadOnlyList<Goal> All =
    [
        Faster(Many, Catalogue.HandWritten, 10), Faster(Many, Catalogue.Grpc, 6), Faster(Many, Catalogue.Nats, 2),
        Faster(Scenario.Base, Catalogue.HandWritten, 8), Faster(Scenario.Base, Catalogue.Grpc, 3), Faster(Scenario.Base, Catalogue.Nats, 1.5),
        Faster(Spread, Catalogue.HandWritten, 4),
        Faster(Few, Catalogue.HandWritten, 1.5),
        Sooner(Alone, "p50", 0.9, static m => m.P50),
        Sooner(Scenario.Base, "p99", 0.5, static m => m.P99),
        new(Scenario.Base, $"calls/s {Catalogue.Single}/{Catalogue.HandWritten}", 1.2, AtLeast: true, static result => result.Ratio(Catalogue.Single, Catalogue.HandWritten, Throughput)),
        new(Scenario.Base, "bytes per call", 600, AtLeast: false, static result => result.Median(Catalogue.TypedRpc, static m => m.Bytes)),
        Faster(Large, Catalogue.HandWritten, 2), Faster(Larger, Catalogue.HandWritten, 1), Faster(Largest, Catalogue.HandWritten, 1),
        new(Scenario.Base, $"calls/s {Catalogue.Traced}/{Catalogue.TypedRpc}", 0.85, AtLeast: true, static result => result.Ratio(Catalogue.Traced, Catalogue.TypedRpc, Throughput)),
    ];

    private static double? Throughput(Measurement measurement) => measurement.PerSecond;

    private static Goal Faster(Scenario scenario, string other, double times) =>
        new(scenario, $"calls/s {Catalogue.TypedRpc}/{other}", times, AtLeast: true, result => result.Ratio(Catalogue.TypedRpc, other, Throughput));

    private static Goal Sooner(Scenario scenario, string name, double times, Func<Measurement, double?> value) =>
        new(scenario, $"{name} {Catalogue.TypedRpc}/{Catalogue.HandWritten}", times, AtLeast: false, result => result.Ratio(Catalogue.TypedRpc, Catalogue.HandWritten, value));
}
