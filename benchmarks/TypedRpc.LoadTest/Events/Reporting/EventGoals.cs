using TypedRpc.LoadTest.Contenders;
using TypedRpc.LoadTest.Events.Contenders;
using TypedRpc.LoadTest.Events.Scenarios;
using TypedRpc.LoadTest.Reporting;
using TypedRpc.LoadTest.Scenarios;

namespace TypedRpc.LoadTest.Events.Reporting;

/// <summary>What TypedRpc wants to reach with events.</summary>
internal static class EventGoals
{
    public static readonly IReadOnlyList<Goal> All =
    [
        Faster(new PublishScenario(64, 128), EventCatalogue.OneByOne, 5),
        Faster(new PublishScenario(512, 128), EventCatalogue.OneByOne, 5),
        Faster(new PublishScenario(512, 128), EventCatalogue.Batched, 1.5),
        Faster(new PublishScenario(512, 128), EventCatalogue.Untracked, 1.5),
        .. EventSets.Prefetches.Select(static prefetch => Faster(new ConsumeScenario(prefetch, 128), Catalogue.HandWritten, 1)),
    ];

    private static Goal Faster(IScenario scenario, string other, double times) =>
        new(scenario, $"messages/s {Catalogue.TypedRpc}/{other}", times, AtLeast: true, result => result.Ratio(Catalogue.TypedRpc, other, static m => m.PerSecond));
}
