using Microsoft.Extensions.Time.Testing;
using TypedRpc.Client;
using TypedRpc.TestSupport.Ledger.Rest;

namespace TypedRpc.Tests.Client;

/// <summary>Many replies to nobody are worth one line a minute.</summary>
[Trait("Fault", "F2")]
public sealed class StrayRepliesTests
{
    [Fact]
    public void A_hundred_within_a_minute_are_reported_once_and_a_few_never()
    {
        var time = new FakeTimeProvider();
        using var logs = new CapturedLogs();
        var strays = new StrayReplies(time, logs.CreateLogger("TypedRpc"));
        Add(strays, 99);
        time.Advance(TimeSpan.FromMinutes(1));
        Add(strays, 99);
        logs.Entries.Count.ShouldBe(0);
        Add(strays, 10_000);
        logs.Entries.Count.ShouldBe(1);
        time.Advance(TimeSpan.FromMinutes(1));
        Add(strays, 10_000);
        logs.Entries.Count.ShouldBe(2);
    }

    private static void Add(StrayReplies strays, int count)
    {
        for (var reply = 0; reply < count; reply++)
        {
            strays.Add();
        }
    }
}
