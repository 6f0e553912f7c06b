using TypedRpc.ReliabilityTests.Harness;
using TypedRpc.TestSupport;
using TypedRpc.TestSupport.Ledger;

namespace TypedRpc.ReliabilityTests.Calls;

/// <summary>Replies that nobody waits for.</summary>
public sealed class StrangeReplyTests(ReliabilityBroker broker) : ReliabilityTest(broker)
{
    private const int Calls = 50;

    [Fact, Fault("C4"), Fault("C6")]
    [Sign("typedrpc.client.late_replies", 1102)]
    public async Task An_answer_that_comes_again_is_dropped_and_counted()
    {
        using var counters = new MeterCapture();
        await using ReplyTap tap = await OpenAsync();

        // One by one: each answer in a message of its own.
        for (int call = 0; call < Calls; call++)
        {
            await CallAsync();
        }

        await Eventually.TrueAsync(() => tap.Heard.Count == Calls);
        byte[][] replies = [.. tap.Heard];

        // While other calls wait whose place in the table is the same.
        Task<CallCompletion>[] held = await HoldAsync(Calls);
        foreach (byte[] reply in replies.Concat(replies))
        {
            await tap.SendAsync(reply);
        }

        await Eventually.TrueAsync(() => counters.Total("typedrpc.client.late_replies") >= 2 * Calls);
        held.ShouldAllBe(static call => !call.IsCompleted);
        Service.OpenGate();
        await EndedAsync(held, 0, RpcStatusCode.OK, null);
        Note($"{2 * Calls} answers again, none taken");
    }

    [Fact, Fault("C5")]
    [Sign("typedrpc.client.invalid_replies", 1101), Sign("typedrpc.client.late_replies", 1102)]
    public async Task Replies_that_make_no_sense_are_dropped_and_counted_and_do_not_fill_the_log()
    {
        const int Times = 100;
        using var counters = new MeterCapture();
        await using ReplyTap tap = await OpenAsync();
        Task<CallCompletion>[] held = await HoldAsync(Calls);

        // Nothing, no MessagePack, an array that ends too soon, a call, a cancellation, a kind that there is not.
        byte[][] garbage = [[0xc1], [0x93], [0x97, 0x00, 0x07], [0x92, 0x03, 0x07], [0x93, 0x63, 0x07, 0xc0]];
        for (int time = 0; time < Times; time++)
        {
            foreach (byte[] reply in garbage)
            {
                await tap.SendAsync(reply);
            }

            // Well-formed, to calls that there are not: without a number, and with one.
            await tap.SendAsync([0x93, 0x01, 0x00, 0xc4, 0x01, 0xc0]);
            await tap.SendAsync([0x93, 0x01, 0x07, 0xc4, 0x01, 0xc0]);
        }

        await Eventually.TrueAsync(() => counters.Total("typedrpc.client.invalid_replies") == Times * garbage.Length);
        await Eventually.TrueAsync(() => counters.Total("typedrpc.client.late_replies") == Times * 2);
        held.ShouldAllBe(static call => !call.IsCompleted);
        int lines = Logs.Entries.Count(static entry => entry.EventId is 1101 or 1102);
        Note($"{Times * (garbage.Length + 2)} strange replies, {lines} lines in the log");
        lines.ShouldBeInRange(1, 101);
        Service.OpenGate();
        await EndedAsync(held, 0, RpcStatusCode.OK, null);
    }

    private Task<ReplyTap> OpenAsync() => ReplyTap.OpenAsync(Broker.Uri, CallAsync);

    private async Task CallAsync() => (await Client.EchoAsync(token: Token)).Status.ShouldBe(RpcStatusCode.OK);
}
