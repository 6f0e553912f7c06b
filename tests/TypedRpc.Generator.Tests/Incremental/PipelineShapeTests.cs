using Microsoft.CodeAnalysis;
using TypedRpc.Generator.Tests.Harness;

namespace TypedRpc.Generator.Tests.Incremental;

/// <summary>What the pipeline holds between runs is equal by value and made of nothing that keeps a compilation alive.</summary>
public sealed class PipelineShapeTests
{
    private const string Contract =
        """
        using TypedRpc;
        [RabbitService("x")] public interface IOrders { [Fault<string>] Task<int> PlaceAsync(string text, int number = 1); }
        [RabbitService("y")] public interface IORDERS { Task A(CancellationToken token); }
        [RabbitEvents("z")] public interface IEvents { [RabbitMethod(RoutingKey = "a.{b}")] Task A(string b); }
        """;

    public static TheoryData<string> Steps { get; } = [TrackingNames.Contracts, TrackingNames.AmbiguousNames, TrackingNames.Files];

    [Theory]
    [MemberData(nameof(Steps))]
    public void Every_step_yields_values(string step)
    {
        var values = Values(step);

        values.ShouldNotBeEmpty();
        foreach (var value in values)
        {
            ValueGraph.FindForeign(value.GetType()).ShouldBeNull();
        }
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public void What_two_drivers_parse_is_equal(string step) => Values(step).ShouldBe(Values(step));

    private static object[] Values(string step) =>
    [
        .. GeneratorHarness.CreateDriver().RunGenerators(Sources.Compile(Contract), TestContext.Current.CancellationToken)
            .GetRunResult().Results[0].TrackedSteps[step]
            .SelectMany(static run => run.Outputs)
            .Select(static output => output.Value),
    ];
}
