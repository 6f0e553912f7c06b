using TypedRpc.TestSupport;

namespace TypedRpc.Behaviour;

/// <summary>Calls that came in one message: each has a fate of its own. The messages are written here, so that they are shared for certain.</summary>
public abstract class SharingTests : BehaviourTests
{
    private const string Exchange = "behaviour";
    private const string Key = "Workbench.Wait";

    [Fact]
    public async Task A_slow_call_delays_no_reply_of_those_that_came_with_it()
    {
        await using var inbox = await Broker.OpenInboxAsync("behaviour.replies");
        await Broker.PublishAsync(Exchange, Key, [.. Call(1, "Workbench/Wait", "slow"), .. Call(2, "Workbench/Echo", "quick"), .. Call(3, "Workbench/Echo", "too")], inbox.Address);
        (await AnswersAsync(inbox, 2)).ShouldBe(["2 Result", "3 Result"]);
        Bench.Open("slow");
        (await inbox.NextAsync()).ShouldBe("1 Result");
        await QueueIsEmptyAsync();
    }

    [Fact]
    public async Task Calls_of_one_message_run_beside_each_other()
    {
        await using var inbox = await Broker.OpenInboxAsync("behaviour.replies");
        byte[] message = [];
        for (var callId = 1UL; callId <= 20; callId++)
        {
            message = [.. message, .. Call(callId, "Workbench/Wait", "together")];
        }

        await Broker.PublishAsync(Exchange, Key, message, inbox.Address);
        await Eventually.TrueAsync(() => Bench.Executed.Count == 20, Soon);
        Bench.Open("together");
        await QueueIsEmptyAsync();
        Bench.MostAtOnce.ShouldBe(20);
    }

    [Fact]
    public async Task A_failure_a_deadline_and_an_unknown_method_are_their_calls_alone()
    {
        await using var inbox = await Broker.OpenInboxAsync("behaviour.replies");
        await Broker.PublishAsync(
            Exchange,
            Key,
            [
                .. Call(1, "Workbench/Fail", "refusal"), .. Call(2, "Workbench/Nowhere", "x"), .. Call(3, "Workbench/Wait", "late", timeout: 50), .. Call(4, "Workbench/Echo", "fine"),
            ],
            inbox.Address);
        (await AnswersAsync(inbox, 4)).ShouldBe(["1 NotFound Executed", "2 Unimplemented NotExecuted", "3 DeadlineExceeded Unknown", "4 Result"]);
        Bench.Cancelled.ShouldBe(["late"]);
        await QueueIsEmptyAsync();
    }

    [Fact]
    public async Task A_burst_finds_its_answers_and_cancelling_one_call_leaves_the_others()
    {
        using var source = new CancellationTokenSource();
        var cancelled = Client.WaitAsync("cancelled", source.Token);
        var others = Enumerable.Range(0, 100).Select(number => Client.EchoAsync($"{number}", Token)).ToArray();
        (await Task.WhenAll(others)).ShouldBe(Enumerable.Range(0, 100).Select(static number => $"{number}"));
        await source.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(cancelled);
        await Eventually.TrueAsync(() => Bench.Cancelled.Contains("cancelled"), Soon);
        await QueueIsEmptyAsync();
    }

    [Fact]
    public async Task A_burst_that_nothing_is_bound_for_fails_call_by_call()
    {
        var closed = ClientConnection.CreateClient<IClosed>();
        var calls = Enumerable.Range(0, 50).Select(_ => closed.KnockAsync()).ToArray();
        foreach (var call in calls)
        {
            await FailsAsync(() => call, RpcStatusCode.Unavailable, CallOutcome.NotExecuted);
        }

        ClientConnection.PendingCalls.ShouldBe(0);
    }

    [Fact]
    [Trait("Fault", "C7")]
    public async Task A_redelivered_message_is_judged_call_by_call()
    {
        await using var inbox = await Broker.OpenInboxAsync("behaviour.replies");
        await Broker.PublishAsync(Exchange, Key, [.. Call(1, "Workbench/Wait", "once"), .. Call(2, "Workbench/WaitIdempotent", "again")], inbox.Address);
        await Eventually.TrueAsync(() => Bench.Executed.Count == 2, Soon);
        await ServerConnection.DropSessionAsync();
        await Eventually.TrueAsync(() => Bench.Executed.Count == 3, Soon);
        (await inbox.NextAsync()).ShouldBe("1 Unavailable Unknown");
        Bench.Open("once");
        Bench.Open("again");
        (await inbox.NextAsync()).ShouldBe("2 Result");
        Bench.Executed.Count(static gate => gate == "once").ShouldBe(1);
        Bench.Executed.Count(static gate => gate == "again").ShouldBe(2);
        await QueueIsEmptyAsync();
    }

    private static byte[] Call(ulong callId, string method, string argument, uint timeout = 10_000) => RawCall.Frame(callId, method, RawCall.Text(argument), timeout: timeout);

    private static async Task<string[]> AnswersAsync(ReplyInbox inbox, int count)
    {
        var answers = new List<string>();
        while (answers.Count < count)
        {
            answers.Add(await inbox.NextAsync());
        }

        return [.. answers.Order(StringComparer.Ordinal)];
    }
}
