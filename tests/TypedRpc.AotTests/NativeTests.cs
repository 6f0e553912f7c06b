using System.Globalization;
using System.Text.RegularExpressions;
using TypedRpc.TestSupport.Brokers;

namespace TypedRpc.AotTests;

public sealed partial class NativeTests(PublishedSmoke smoke)
{
    private static readonly string[] Scenario =
    [
        "list", "array", "read-only list", "dictionary", "set", "immutable array", "nullable", "tuple", "long tuple", "enum", "nullable enum", "nested", "memory", "bytes",
        "platform types", "one-way", "headers", "fault", "refusal", "exception", "deadline",
    ];

    /// <summary>Each is one line for a whole assembly that is not ours; ours have none, and one would be an error already.</summary>
    private static readonly string[] Known = ["IL2104 MessagePack", "IL3053 MessagePack"];

    [Fact]
    public void Only_known_dependencies_have_warnings() => smoke.Warnings.Select(Describe).Order(StringComparer.Ordinal).ShouldBe(Known);

    [Fact]
    public async Task Calls_work_over_the_in_memory_transport() => Lines((await smoke.RunAsync("memory")).OutputOfSuccess()).ShouldBe(Scenario);

    [Fact]
    public async Task Calls_work_over_RabbitMQ()
    {
        await using var broker = await RabbitMqBroker.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        Lines((await smoke.RunAsync("rabbitmq", broker.Uri)).OutputOfSuccess()).Where(static line => Scenario.Contains(line)).ShouldBe(Scenario);
    }

    [Fact]
    public async Task A_missing_formatter_is_named_when_the_client_is_made()
    {
        var output = (await smoke.RunAsync("missing")).OutputOfSuccess();
        output.ShouldContain("no formatter for 'TypedRpc.AotSmoke.Payloads.Unknown', used by IWarehouse.StoreAsync, parameter 'items'");
        output.ShouldContain("TypedRpcOptions.UseSerializer");
    }

    [Fact]
    public void The_size_is_about_what_it_was()
    {
        var baseline = long.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "size.txt")), CultureInfo.InvariantCulture);
        smoke.Size.ShouldBeInRange(baseline * 95 / 100, baseline * 105 / 100, "Larger: find out what came in. If it is right, or smaller, write the size into tests/TypedRpc.AotTests/size.txt.");
    }

    private static string[] Lines(string output) => output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string Describe(string warning) => Summary().Match(warning) is { Success: true } match ? $"{match.Groups["id"]} {match.Groups["assembly"]}" : warning;

    [GeneratedRegex(@"warning (?<id>IL\d+): Assembly '(?<assembly>[^']+)' produced ")]
    private static partial Regex Summary();
}
