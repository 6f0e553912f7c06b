using System.Globalization;
using MessagePack;
using RabbitMQ.Client;
using TypedRpc.ReliabilityTests.Harness;

namespace TypedRpc.ReliabilityTests.Strangers;

/// <summary>Requests that are none, or not of this service.</summary>
public sealed class MalformedRequestTests(ReliabilityBroker broker) : StrangerTest(broker)
{
    private const string ControlKey = "Ledgered.$control";

    [Fact, Fault("D8")]
    [Sign("typedrpc.server.malformed", 2003)]
    public Task A_call_cut_off_at_any_byte_is_not_executed_and_answered_once_its_number_can_be_read() => AmidCallsAsync(async stranger =>
    {
        // Array and kind take a byte each, and a number of this size nine.
        const int Readable = 11;
        int whole = new HandMadeCall().Frame().Length;
        var answered = new List<HandMadeCall>();
        for (int length = 0; length < whole; length++)
        {
            HandMadeCall call = length < Readable ? MakeVainCall() : MakeCall();
            await stranger.PublishAsync(Key, call.Frame()[..length], stranger.WithInbox);
            if (length >= Readable)
            {
                answered.Add(call);
            }
        }

        foreach (HandMadeCall call in answered)
        {
            await RefusedAsync(stranger, call);
        }

        await GoesOnAsync(stranger);
        Note($"cut off at each of {whole} bytes");
    });

    [Theory, Fault("D9")]
    [Sign("typedrpc.server.malformed", 2003)]
    [InlineData(Key)]
    [InlineData(ControlKey)]
    public Task Random_bytes_are_given_up(string key) => AmidCallsAsync(async stranger =>
    {
        const int Messages = 1000;
        var random = new Random(9);
        for (int message = 0; message < Messages; message++)
        {
            byte[] body = new byte[random.Next(300)];
            random.NextBytes(body);

            // Every other one begins as a call does.
            if (message % 2 == 0 && body.Length > 1)
            {
                (body[0], body[1]) = (0x97, 0x00);
            }

            await stranger.PublishAsync(key, body, stranger.WithInbox);
        }

        await GoesOnAsync(stranger);
        Note($"{Messages} messages");
    });

    [Fact, Fault("D11")]
    [Sign("rpc.server.call.duration INTERNAL")]
    public Task Too_few_arguments_are_refused_and_too_many_are_skipped() => AmidCallsAsync(async stranger =>
    {
        HandMadeCall fewer = MakeCall(), none = MakeCall(), another = MakeCall(), nested = MakeCall(), more = MakeCall();
        await stranger.PublishAsync(Key, fewer.Frame(arguments: [0x91, .. MessagePackSerializer.Serialize(fewer.CallId)]), stranger.WithInbox);
        await stranger.PublishAsync(Key, none.Frame(arguments: [0x90]), stranger.WithInbox);
        await stranger.PublishAsync(Key, another.Frame(arguments: [0x92, 0x01, 0x02]), stranger.WithInbox);
        await stranger.PublishAsync(Key, nested.Frame(arguments: [0x91, .. nested.Arguments()]), stranger.WithInbox);
        foreach (HandMadeCall call in (HandMadeCall[])[fewer, none, another, nested])
        {
            await RefusedAsync(stranger, call);
        }

        // Of a later version, and of any shape.
        await stranger.PublishAsync(Key, more.Frame(arguments: more.Arguments([0xc0], [0x92, 0x01, 0x91, 0xc0], [0x81, 0xa1, 0x61, 0xc3])), stranger.WithInbox);
        (await AnsweredAsync(stranger, more)).Status.ShouldBe(RpcStatusCode.OK);
    });

    [Fact, Fault("D12"), Fault("F9")]
    [Sign("rpc.server.call.duration UNIMPLEMENTED")]
    public Task An_unknown_method_is_Unimplemented_and_no_label() => AmidCallsAsync(async stranger =>
    {
        const int Names = 2000;
        using var counters = new TestSupport.MeterCapture();
        HandMadeCall escaped = MakeCall(), large = MakeCall();
        await stranger.PublishAsync(Key, escaped.Frame("Ledgered/\u001b[31mNothing\n"), stranger.WithInbox);
        (await RefusedAsync(stranger, escaped, RpcStatusCode.Unimplemented)).ShouldContain("?[31mNothing?");
        await stranger.PublishAsync(Key, large.Frame("Ledgered/" + new string('x', 10_000)), stranger.WithInbox);
        (await RefusedAsync(stranger, large, RpcStatusCode.Unimplemented)).Length.ShouldBeLessThan(300);
        HandMadeCall[] made = [.. Enumerable.Range(0, Names).Select(_ => MakeCall())];
        await stranger.PublishAsync(Key, [.. made.SelectMany(static (call, number) => call.Frame($"Ledgered/Made{number}"))], stranger.WithInbox);

        // Those of other services would be answered by them, if they were here.
        await stranger.PublishAsync(Key, [.. made.SelectMany((_, number) => MakeVainCall().Frame($"Made{number}/Up"))], stranger.WithInbox);
        foreach (HandMadeCall call in made)
        {
            await RefusedAsync(stranger, call, RpcStatusCode.Unimplemented);
        }

        counters.Labels.Keys.ShouldContain("rpc.method=_OTHER");
        counters.Labels.Keys.ShouldAllBe(static label => !label.Contains("Made", StringComparison.Ordinal) && !label.Contains("Nothing", StringComparison.Ordinal));
        Note($"{2 * Names} made-up names, one label");
    });

    [Fact, Fault("D13")]
    [Sign("typedrpc.server.malformed", 2003)]
    public Task Another_version_and_another_kind_of_frame_are_refused() => AmidCallsAsync(async stranger =>
    {
        HandMadeCall later = MakeCall();
        await stranger.PublishAsync(Key, later.Frame(), new BasicProperties { ReplyTo = stranger.Inbox, ContentType = NextVersion });
        string reason = await RefusedAsync(stranger, later);
        reason.ShouldContain(NextVersion);
        reason.ShouldContain("application/vnd.typedrpc.v1+msgpack");
        foreach (byte kind in (byte[])[1, 2, 3, 4, 7, 8, 99])
        {
            HandMadeCall call = MakeCall();
            byte[] frame = call.Frame();
            frame[1] = kind;
            await stranger.PublishAsync(Key, frame, stranger.WithInbox);
            await RefusedAsync(stranger, call);
        }

        await GoesOnAsync(stranger);
    });

    [Theory, Fault("F17")]
    [Sign("rpc.server.call.duration INTERNAL")]
    [InlineData("System.Diagnostics.Process, System.Diagnostics.Process")]
    [InlineData("TypedRpc.ReliabilityTests.Strangers.Loaded, TypedRpc.ReliabilityTests")]
    public Task A_type_that_a_payload_names_is_not_made(string type) => AmidCallsAsync(async stranger =>
    {
        // MessagePack's own way to name a type: an extension 100 that holds the name and the value.
        const byte Typeless = 100;
        byte[] content = [.. MessagePackSerializer.Serialize(type), 0x80];
        HandMadeCall call = MakeCall(), skipped = MakeCall();
        byte[] extension = [0xc7, (byte)content.Length, Typeless, .. content];
        await stranger.PublishAsync(Key, call.Frame(arguments: [0x92, .. MessagePackSerializer.Serialize(call.CallId), .. extension]), stranger.WithInbox);
        (await RefusedAsync(stranger, call)).ShouldNotContain(type.Split(',')[0]);
        await stranger.PublishAsync(Key, skipped.Frame(arguments: skipped.Arguments(extension)), stranger.WithInbox);
        (await AnsweredAsync(stranger, skipped)).Status.ShouldBe(RpcStatusCode.OK);
        Loaded.Times.ShouldBe(0);
    });

    [Fact, Fault("D21")]
    [Sign("typedrpc.server.malformed", 2003)]
    public Task Properties_and_headers_of_any_size_and_type_do_no_harm() => AmidCallsAsync(async stranger =>
    {
        string full = new('x', 255);

        // As many as fit into a frame of AMQP.
        var headers = Enumerable.Range(0, 4000).ToDictionary(static number => string.Create(CultureInfo.InvariantCulture, $"header {number}"), static number => (object?)(number % 3 == 0 ? number : "text"));
        await AnsweredAsync(new BasicProperties { ReplyTo = stranger.Inbox, Headers = headers });
        await AnsweredAsync(new BasicProperties
        {
            ReplyTo = stranger.Inbox,
            CorrelationId = full,
            MessageId = full,
            Type = full,
            AppId = full,
            ContentEncoding = full,
            Priority = 255,
            Timestamp = new AmqpTimestamp(-1),
        });
        foreach (uint timeout in (uint[])[0, 1_000_000, uint.MaxValue])
        {
            await AnsweredAsync(stranger.WithInbox, timeout: timeout);
        }

        // Without an answer, or with one to nowhere: executed for nobody, or not at all.
        await stranger.PublishAsync(Key, MakeUnansweredCall().Frame());
        await stranger.PublishAsync(Key, MakeUnansweredCall().Frame(), new BasicProperties { ReplyTo = full });
        HandMadeCall none = MakeCall(), tooMany = MakeCall();
        await stranger.PublishAsync(Key, none.Frame(headers: static (ref MessagePackWriter writer) => writer.Write(42)), stranger.WithInbox);
        await stranger.PublishAsync(Key, tooMany.Frame(headers: WriteHeaders), stranger.WithInbox);
        await RefusedAsync(stranger, none);
        await RefusedAsync(stranger, tooMany);
        await GoesOnAsync(stranger);

        async Task AnsweredAsync(BasicProperties properties, uint timeout = 5000)
        {
            HandMadeCall call = MakeCall();
            await stranger.PublishAsync(Key, call.Frame(timeout: timeout), properties);
            (await this.AnsweredAsync(stranger, call)).Status.ShouldBe(RpcStatusCode.OK);
        }

        static void WriteHeaders(ref MessagePackWriter writer)
        {
            writer.WriteMapHeader(10_000);
            for (int number = 0; number < 10_000; number++)
            {
                writer.Write("header");
                writer.Write(number);
            }
        }
    });
}
