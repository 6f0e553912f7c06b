using System.Text;
using MessagePack;

namespace TypedRpc.Behaviour;

/// <summary>Bad input from the network: each gets its defined answer, the server goes on, nothing is requeued for ever.</summary>
public abstract class StrangerTests : BehaviourTests
{
    private const string Exchange = "behaviour";
    private const string Key = "Workbench.Echo";

    public static TheoryData<string> Garbage => new("", "c1", "ff", "00", "90", "97", "9700cf0000000000000001", "dfffffffff", "ddffffffff", "9200", "93cf", "980a010203040506070809");

    [Theory]
    [MemberData(nameof(Garbage))]
    public async Task Garbage_is_given_up(string hex)
    {
        await Broker.PublishAsync(Exchange, Key, Convert.FromHexString(hex), "nobody");
        (await Client.EchoAsync("still here", Token)).ShouldBe("still here");
        await QueueIsEmptyAsync();
    }

    [Fact]
    public async Task A_frame_cut_off_at_any_byte_is_given_up()
    {
        var frame = Frame("Workbench/Echo", Text("hello"));
        for (var length = 0; length < frame.Length; length++)
        {
            await Broker.PublishAsync(Exchange, Key, frame[..length], "nobody");
        }

        (await Client.EchoAsync("still here", Token)).ShouldBe("still here");
        await QueueIsEmptyAsync();
        Bench.Executed.ShouldBe(["still here"]);
    }

    [Fact]
    public async Task An_unknown_method_a_missing_reply_to_and_a_hostile_one_are_given_up()
    {
        await Broker.PublishAsync(Exchange, Key, Frame("Workbench/\u001b[31mNothing\n", Text("hello")), "nobody");
        await Broker.PublishAsync(Exchange, Key, Frame("Workbench/Echo", Text("no reply-to")));
        await Broker.PublishAsync(Exchange, Key, Frame("Workbench/Echo", Text("hostile")), "evil queue\n#");
        await Broker.PublishAsync(Exchange, Key, Frame(new string('x', 10_000), Text("long")), "nobody");
        (await Client.EchoAsync("still here", Token)).ShouldBe("still here");
        await QueueIsEmptyAsync();
        Bench.Executed.ShouldBe(["still here"]);
    }

    [Fact]
    public async Task An_oversized_message_is_refused()
    {
        await Broker.PublishAsync(Exchange, Key, Frame("Workbench/Echo", Text(new string('x', 5 * 1024 * 1024))), "nobody");
        (await Client.EchoAsync("still here", Token)).ShouldBe("still here");
        await QueueIsEmptyAsync();
        Bench.Executed.ShouldBe(["still here"]);
    }

    [Fact]
    public async Task Headers_that_are_none_are_refused()
    {
        var frame = Frame("Workbench/Echo", Text("hello"), static (ref MessagePackWriter writer) => writer.Write(42));
        await Broker.PublishAsync(Exchange, Key, frame, "nobody");
        (await Client.EchoAsync("still here", Token)).ShouldBe("still here");
        await QueueIsEmptyAsync();
        Bench.Executed.ShouldBe(["still here"]);
    }

    [Fact]
    public async Task Garbage_in_the_control_queue_does_no_harm()
    {
        await Broker.PublishAsync(Exchange, "Workbench.$control", [0xff, 0x00, 0x93], "nobody");
        await Broker.PublishAsync(Exchange, "Workbench.$control", [], null);
        (await Client.EchoAsync("still here", Token)).ShouldBe("still here");
    }

    private delegate void WriteHeaders(ref MessagePackWriter writer);

    private static byte[] Text(string text)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(buffer);
        writer.WriteArrayHeader(1);
        writer.Write(text);
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static byte[] Frame(string method, byte[] arguments, WriteHeaders? headers = null)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(buffer);
        writer.WriteArrayHeader(7);
        writer.Write((byte)0);
        writer.Write(1UL);
        writer.Write(5000);
        writer.Write(1);
        writer.WriteString(Encoding.UTF8.GetBytes(method));
        if (headers is null)
        {
            writer.WriteNil();
        }
        else
        {
            headers(ref writer);
        }

        writer.Write(arguments);
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}
