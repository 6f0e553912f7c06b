using TypedRpc.Behaviour;
using TypedRpc.ReliabilityTests.Calls;
using TypedRpc.ReliabilityTests.Handlers;
using TypedRpc.ReliabilityTests.Harness;
using TypedRpc.TestSupport;
using TypedRpc.TestSupport.Ledger;
using TypedRpc.TestSupport.Ledger.Calls;

namespace TypedRpc.ReliabilityTests.Strangers;

/// <summary>Answers that nobody who was asked gave, while calls wait that they would fit.</summary>
public sealed class ForgedReplyTests(ReliabilityBroker broker) : StrangerTest(broker)
{
    [Fact, Fault("F2")]
    [Sign("typedrpc.client.late_replies", 1102)]
    public async Task Who_knows_the_number_of_a_call_knows_none_of_another()
    {
        const int Steps = 1000;
        using var counters = new MeterCapture();
        await using ReplyTap tap = await ReplyTap.OpenAsync(Broker.Uri, CallAsync);
        var held = new List<Task<CallCompletion>>(await HoldAsync(1));
        ulong known = await tap.HeldAsync();
        for (int call = 0; call < 20; call++)
        {
            held.AddRange(await HoldAsync(1));
            (await tap.HeldAsync()).ShouldNotBe(known + 1);
        }

        // Its neighbours, and what any simple counter gives.
        byte[] guesses =
        [
            .. Enumerable.Range(1, Steps).SelectMany(step => (ulong[])[known + (ulong)step, known - (ulong)step, known + ((ulong)step << 24), known + ((ulong)step << 24) + 1])
                .SelectMany(static guess => Answer(guess)),
        ];
        await tap.SendAsync(guesses);
        await Eventually.TrueAsync(() => counters.Total("typedrpc.client.late_replies") >= 4 * Steps);
        await CallAsync();
        held.ShouldAllBe(static call => !call.IsCompleted);
        Service.OpenGate();
        await EndedAsync(held, 0, RpcStatusCode.OK, null);
        Note($"{4 * Steps} guesses, none right");
    }

    [Theory, Fault("F3")]
    [Sign("typedrpc.client.invalid_replies", 1101)]
    [InlineData("fragile.replies")]
    [InlineData("")]
    public async Task An_answer_with_the_right_number_that_came_another_way_is_none(string exchange)
    {
        using var counters = new MeterCapture();
        RpcConnection serving = await ConnectAsync(Broker.Uri);
        await using FragileService service = await FragileService.StartAsync(serving, Broker);
        await using (RpcConnection connection = await ConnectAsync(Broker.Uri))
        {
            // The other service's answers reach this client, too.
            (await connection.CreateClient<IFragile>().EchoAsync([1])).ShouldBe([1]);
            LedgeredClient client = ClientOf(connection);
            await using ReplyTap tap = await ReplyTap.OpenAsync(Broker.Uri, async () => (await client.EchoAsync(token: Token)).Status.ShouldBe(RpcStatusCode.OK));
            Task<CallCompletion>[] held = await HoldAsync(1, client);
            await tap.SendAsync(Answer(await tap.HeldAsync()), exchange);
            await Eventually.TrueAsync(() => counters.Total("typedrpc.client.invalid_replies") > 0);
            held[0].IsCompleted.ShouldBeFalse();
            await LoggedAsync($"came through exchange '{exchange}' instead of '{Replies}'");
            Service.OpenGate();
            await EndedAsync(held, 0, RpcStatusCode.OK, null);
        }
    }

    [Fact, Fault("D13")]
    [Sign("typedrpc.client.invalid_replies", 1101)]
    public async Task An_answer_of_another_version_is_none()
    {
        using var counters = new MeterCapture();
        await using ReplyTap tap = await ReplyTap.OpenAsync(Broker.Uri, CallAsync);
        Task<CallCompletion>[] held = await HoldAsync(1);
        await tap.SendAsync(Answer(await tap.HeldAsync()), contentType: NextVersion);
        await Eventually.TrueAsync(() => counters.Total("typedrpc.client.invalid_replies") > 0);
        held[0].IsCompleted.ShouldBeFalse();
        await LoggedAsync($"it is of '{NextVersion}' instead of");
        Service.OpenGate();
        await EndedAsync(held, 0, RpcStatusCode.OK, null);
    }

    [Fact, Fault("F4")]
    [NoSign("a queue that is bound to nothing gets nothing, and nobody hears of it")]
    public Task Nobody_overhears_answers_with_patterns() => AmidCallsAsync(async stranger =>
    {
        string spy = await stranger.SpyAsync(Replies, "#", "*", "amq.#", "amq.*", "amq.gen-*", string.Empty);
        for (int call = 0; call < 50; call++)
        {
            await CallAsync();
        }

        (await stranger.CountAsync(spy)).ShouldBe(0u);
    });

    [Fact, Fault("F14")]
    [Sign("typedrpc.client.late_replies", 1102), Sign("typedrpc.client.invalid_replies", 1101)]
    public async Task Calls_go_on_in_a_flood_of_junk_that_takes_no_memory()
    {
        const int Messages = 20_000;
        const int Step = 4000;
        const int Size = 2048;
        const long Allowed = 32 * 1024 * 1024;
        using var counters = new MeterCapture();
        string replyTo;
        await using (ReplyTap tap = await ReplyTap.OpenAsync(Broker.Uri, CallAsync))
        {
            replyTo = tap.ReplyTo;
        }

        await using Stranger stranger = await Stranger.OpenAsync(Broker.Uri, Exchange);
        byte[] junk = [.. Answer(42), .. new byte[Size]];
        byte[] garbage = [.. Enumerable.Repeat((byte)0xc1, Size)];
        long before = LiveHeap.Measure();
        long most = before;
        for (int sent = 0; sent < Messages; sent += Step)
        {
            await Task.WhenAll(Enumerable.Range(0, Step).Select(message => stranger.PublishAsync(replyTo, message % 2 == 0 ? junk : garbage, exchange: Replies)));
            await CallAsync();
            most = Math.Max(most, LiveHeap.Measure());
        }

        // A broker holds the flood back, not the client: what it kept would be 40 MB.
        await Eventually.TrueAsync(() => counters.Total("typedrpc.client.late_replies") + counters.Total("typedrpc.client.invalid_replies") >= Messages, TestTimeouts.Command);
        (most - before).ShouldBeLessThan(Allowed);
        Note($"{Messages} replies that nobody asked for, of {Size} bytes; the heap grew by at most {(most - before) / 1024} KiB");
    }

    private async Task CallAsync() => (await Client.EchoAsync(token: Token)).Status.ShouldBe(RpcStatusCode.OK);

    // A drop is counted first and logged then.
    private Task LoggedAsync(string text) => Eventually.TrueAsync(() => Logs.Entries.Any(entry => entry.Message.Contains(text, StringComparison.Ordinal)), what: text);

    private static byte[] Answer(ulong number) => RawReply.Text(number, "forged");
}
