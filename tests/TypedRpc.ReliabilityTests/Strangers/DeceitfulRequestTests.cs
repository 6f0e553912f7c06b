using System.Globalization;
using RabbitMQ.Client;
using TypedRpc.ReliabilityTests.Harness;
using TypedRpc.TestSupport.Ledger.Calls;

namespace TypedRpc.ReliabilityTests.Strangers;

/// <summary>Requests that want more than an answer.</summary>
public sealed class DeceitfulRequestTests(ReliabilityBroker broker) : StrangerTest(broker)
{
    private const int LongestLine = 512;

    [Fact, Fault("F1")]
    [NoSign("the broker drops an answer that no queue is bound for, and tells nobody")]
    public Task A_reply_to_that_names_somebody_s_queue_brings_nothing_into_it() => AmidCallsAsync(async stranger =>
    {
        string victim = await stranger.SpyAsync("amq.direct", "victim");
        foreach (string queue in (string[])[victim, RequestQueue])
        {
            await stranger.PublishAsync(Key, MakeUnansweredCall().Frame(), new BasicProperties { ReplyTo = queue });
        }

        await GoesOnAsync(stranger);

        // Answers of a session go one after another through one channel: what was answered before has arrived where it was going to.
        await GoesOnAsync(stranger);
        (await stranger.CountAsync(victim)).ShouldBe(0u);
    });

    [Fact, Fault("F1")]
    [Sign("typedrpc.server.malformed", 2003)]
    public Task A_reply_to_that_is_no_plain_name_is_none() => AmidCallsAsync(async stranger =>
    {
        foreach (string replyTo in (string[])["a\r\nb", "queue name", "#", "\u001b[2J", "naïve"])
        {
            await stranger.PublishAsync(Key, MakeVainCall().Frame(), new BasicProperties { ReplyTo = replyTo });
        }

        await GoesOnAsync(stranger);
    });

    [Fact, Fault("D22"), Fault("F5")]
    [NoSign("a copy within the exchange is a message like any other, and outside of it there is none")]
    public Task Copies_reach_no_other_exchange() => AmidCallsAsync(async stranger =>
    {
        string victim = await stranger.SpyAsync("amq.direct", "victim");
        var elsewhere = new List<object?> { victim, "victim", RequestQueue, "Ledgered.Note", "ledgered" };
        HandMadeCall copied = MakeCall();
        await stranger.PublishAsync(
            Key,
            copied.Frame(),
            new BasicProperties { ReplyTo = stranger.Inbox, Headers = new Dictionary<string, object?> { ["CC"] = elsewhere, ["BCC"] = elsewhere, ["x-match"] = "any" } });
        (await AnsweredAsync(stranger, copied)).Status.ShouldBe(RpcStatusCode.OK);
        await GoesOnAsync(stranger);
        (await stranger.CountAsync(victim)).ShouldBe(0u);
    });

    [Fact, Fault("F6")]
    [NoSign("the broker refuses the stranger and tells nobody else")]
    public Task A_forged_user_is_refused_by_the_broker() => AmidCallsAsync(async stranger =>
    {
        (await stranger.RefusedAsync(Key, MakeVainCall().Frame(), new BasicProperties { UserId = "administrator", ReplyTo = stranger.Inbox })).ShouldBe((ushort)406);
        HandMadeCall own = MakeCall();
        await stranger.PublishAsync(Key, own.Frame(), new BasicProperties { UserId = Broker.Uri.UserInfo.Split(':')[0], ReplyTo = stranger.Inbox });
        (await AnsweredAsync(stranger, own)).Status.ShouldBe(RpcStatusCode.OK);
    });

    [Fact, Fault("F7")]
    [Sign("rpc.server.call.duration UNIMPLEMENTED")]
    public Task Line_breaks_escape_sequences_and_megabytes_do_not_reach_the_log() => AmidCallsAsync(async stranger =>
    {
        const string Evil = "Ledgered/\u001b[31m\r\n2026-01-01 ERROR all is lost\u0085\u2028\u202e";
        const int Megabytes = 3 * 1024 * 1024;
        foreach (string method in (string[])["Nobody/" + Evil, new string('y', Megabytes)])
        {
            await stranger.PublishAsync(Key, MakeVainCall().Frame(method), stranger.WithInbox);
        }

        foreach (string method in (string[])[Evil, "Ledgered/" + new string('x', Megabytes)])
        {
            HandMadeCall call = MakeCall();
            await stranger.PublishAsync(Key, call.Frame(method), stranger.WithInbox);
            await RefusedAsync(stranger, call, RpcStatusCode.Unimplemented);
        }

        await stranger.PublishAsync(
            Key, MakeVainCall().Frame(Evil), new BasicProperties { ReplyTo = Evil[6..], ContentType = Evil, CorrelationId = Evil, MessageId = Evil, Type = Evil, AppId = Evil });
        await GoesOnAsync(stranger);
        Logs.Entries.ShouldAllBe(static entry => entry.Message.Length < LongestLine && !entry.Message.Any(IsUnfit));
    });

    [Fact, Fault("F8")]
    [Sign("rpc.server.call.duration INTERNAL", 2002)]
    public Task A_failure_tells_the_caller_an_id_and_nothing_else() => AmidCallsAsync(async stranger =>
    {
        HandMadeCall call = MakeCall();
        await stranger.PublishAsync("Ledgered.Fail", call.Frame("Ledgered/Fail"), stranger.WithInbox);
        StrangerReply fault = await AnsweredAsync(stranger, call);
        (fault.Status, fault.Outcome).ShouldBe((RpcStatusCode.Internal, CallOutcome.Executed));
        foreach (string leak in (string[])[LedgeredService.Secret, "Exception", "TypedRpc.", "   at "])
        {
            fault.Text!.ShouldNotContain(leak);
        }

        Logs.Entries.ShouldContain(entry => entry.EventId == 2002 && entry.Message.Contains(fault.ErrorId!) && entry.Exception!.Contains(LedgeredService.Secret));
    });

    private static bool IsUnfit(char character) =>
        char.IsControl(character) || char.GetUnicodeCategory(character) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
