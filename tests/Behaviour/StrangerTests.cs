using MessagePack;

namespace TypedRpc.Behaviour;

/// <summary>Bad input from the network: each gets its defined answer, the server goes on, nothing is requeued for ever.</summary>
public abstract class StrangerTests : BehaviourTests
{
    private const string Exchange = "behaviour";
    private const string Key = "Workbench.Echo";
    private const string ControlKey = "Workbench.$control";

    private static readonly byte[] Hello = RawCall.Text("hello");

    public static TheoryData<string> Garbage => new("", "c1", "ff", "00", "90", "97", "dfffffffff", "ddffffffff", "93cf", "980a");

    /// <summary>No call, but a number to answer to: a cancellation, a result, a kind that is reserved, one that does not exist, a call that is too short.</summary>
    public static TheoryData<string> GarbageWithId => new("920307", "930107c0", "930407c0", "936307c0", "960007cd13880100c0");

    [Theory]
    [MemberData(nameof(Garbage))]
    public async Task Garbage_is_given_up(string hex)
    {
        await Broker.PublishAsync(Exchange, Key, Convert.FromHexString(hex), "nobody");
        await GoesOnAsync();
    }

    [Theory]
    [Trait("Fault", "D13")]
    [MemberData(nameof(GarbageWithId))]
    public async Task Garbage_with_a_number_is_answered(string hex)
    {
        await using var inbox = await InboxAsync();
        await Broker.PublishAsync(Exchange, Key, Convert.FromHexString(hex), inbox.Address);
        (await inbox.NextAsync()).ShouldBe("7 Internal NotExecuted");
        await GoesOnAsync();
    }

    [Fact]
    public async Task A_call_by_hand_is_answered()
    {
        await using var inbox = await InboxAsync();
        await Broker.PublishAsync(Exchange, Key, RawCall.Frame(7, "Workbench/Echo", Hello), inbox.Address);
        var frame = await inbox.NextFrameAsync();
        frame.CallId.ShouldBe(7ul);
        new MessagePackReader(frame.Payload).ReadString().ShouldBe("hello");
    }

    [Fact]
    [Trait("Fault", "D8")]
    public async Task A_frame_cut_off_at_any_byte_is_given_up_and_answered_once_its_number_can_be_read()
    {
        await using var inbox = await InboxAsync();
        var whole = RawCall.Frame(7, "Workbench/Echo", Hello).Length;
        for (var length = 0; length < whole; length++)
        {
            await Broker.PublishAsync(Exchange, Key, RawCall.Frame((ulong)length, "Workbench/Echo", Hello)[..length], inbox.Address);
        }

        // An array of seven elements has at least seven bytes: what is shorter is given up before its number is read.
        for (var length = 8; length < whole; length++)
        {
            (await inbox.NextAsync()).ShouldBe($"{length} Internal NotExecuted");
        }

        await GoesOnAsync();
    }

    [Fact]
    [Trait("Fault", "D12")]
    public async Task An_unknown_method_is_Unimplemented_in_words_that_are_fit_for_a_log()
    {
        await using var inbox = await InboxAsync();
        await Broker.PublishAsync(Exchange, Key, RawCall.Frame(7, "Workbench/\u001b[31mNothing\n", Hello), inbox.Address);
        var fault = await inbox.NextFrameAsync();
        (fault.CallId, fault.Status, fault.Outcome).ShouldBe((7ul, RpcStatusCode.Unimplemented, CallOutcome.NotExecuted));
        fault.Message!.ShouldContain("?[31mNothing?");
        await Broker.PublishAsync(Exchange, Key, RawCall.Frame(8, "Workbench/" + new string('x', 10_000), Hello), inbox.Address);
        var second = await inbox.NextFrameAsync();
        (second.CallId, second.Status, second.Message!.Length < 300).ShouldBe((8ul, RpcStatusCode.Unimplemented, true));
        await GoesOnAsync();
    }

    [Fact]
    [Trait("Fault", "D21")]
    public async Task A_missing_reply_to_and_a_hostile_one_are_given_up()
    {
        await Broker.PublishAsync(Exchange, Key, RawCall.Frame(7, "Workbench/Echo", Hello));
        await Broker.PublishAsync(Exchange, Key, RawCall.Frame(7, "Workbench/Echo", Hello), "evil queue\n#");
        await GoesOnAsync();
    }

    [Theory]
    [Trait("Fault", "D11")]
    [InlineData("90")]
    [InlineData("2a")]
    [InlineData("912a")]
    [InlineData("dd7fffffff")]
    public async Task Arguments_of_another_shape_are_Internal_and_not_executed(string arguments)
    {
        await using var inbox = await InboxAsync();
        await Broker.PublishAsync(Exchange, Key, RawCall.Frame(7, "Workbench/Echo", Convert.FromHexString(arguments)), inbox.Address);
        (await inbox.NextAsync()).ShouldBe("7 Internal NotExecuted");
        await GoesOnAsync();
    }

    [Fact]
    [Trait("Fault", "D5")]
    public async Task An_oversized_message_is_refused()
    {
        await using var inbox = await InboxAsync();
        await Broker.PublishAsync(Exchange, Key, RawCall.Frame(7, "Workbench/Echo", RawCall.Text(new string('x', 5 * 1024 * 1024))), inbox.Address);
        (await inbox.NextAsync()).ShouldBe("7 ResourceExhausted NotExecuted");
        await GoesOnAsync();
    }

    [Fact]
    [Trait("Fault", "D21")]
    public async Task Headers_that_are_none_are_refused()
    {
        await using var inbox = await InboxAsync();
        var frame = RawCall.Frame(7, "Workbench/Echo", Hello, static (ref MessagePackWriter writer) => writer.Write(42));
        await Broker.PublishAsync(Exchange, Key, frame, inbox.Address);
        (await inbox.NextAsync()).ShouldBe("7 Internal NotExecuted");
        await GoesOnAsync();
    }

    [Fact]
    public async Task A_call_that_comes_twice_runs_once()
    {
        await using var inbox = await InboxAsync();
        var frame = RawCall.Frame(7, "Workbench/Wait", RawCall.Text("twice"));
        await Broker.PublishAsync(Exchange, "Workbench.Wait", frame, inbox.Address);
        await Broker.PublishAsync(Exchange, "Workbench.Wait", frame, inbox.Address);
        await Broker.PublishAsync(Exchange, Key, RawCall.Frame(8, "Workbench/Echo", RawCall.Text("behind")), inbox.Address);
        (await inbox.NextAsync()).ShouldBe("8 Result");
        Bench.Open("twice");
        (await inbox.NextAsync()).ShouldBe("7 Result");
        await Broker.PublishAsync(Exchange, Key, RawCall.Frame(9, "Workbench/Echo", RawCall.Text("last")), inbox.Address);
        (await inbox.NextAsync()).ShouldBe("9 Result");
        await QueueIsEmptyAsync();
        Bench.Executed.ShouldBe(["twice", "behind", "last"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_probe_is_answered_and_never_executed()
    {
        await using var inbox = await InboxAsync();
        await Broker.PublishAsync(Exchange, ControlKey, RawCall.Frame(7, "Workbench/Echo", Hello), inbox.Address);
        (await inbox.NextAsync()).ShouldBe("7 Unavailable NotExecuted");
        await Broker.PublishAsync(Exchange, ControlKey, RawCall.Frame(8, "Workbench/Nothing at all", Hello), inbox.Address);
        (await inbox.NextAsync()).ShouldBe("8 Unimplemented NotExecuted");
        await GoesOnAsync();
    }

    [Fact]
    public async Task Garbage_in_the_control_queue_does_no_harm()
    {
        await Broker.PublishAsync(Exchange, ControlKey, [0xff, 0x00, 0x93], "nobody");
        await Broker.PublishAsync(Exchange, ControlKey, [], null);
        await Broker.PublishAsync(Exchange, ControlKey, Convert.FromHexString("930107c0"), "nobody");
        await Broker.PublishAsync(Exchange, ControlKey, RawCall.Frame(7, "Workbench/Echo", Hello));
        await Broker.PublishAsync(Exchange, ControlKey, RawCall.Cancel(7), "evil queue\n#");
        await GoesOnAsync();
    }

    [Fact]
    [Trait("Fault", "D21")]
    public async Task The_longest_timeout_that_fits_the_frame_is_a_timeout_like_any_other()
    {
        await using var inbox = await InboxAsync();
        await Broker.PublishAsync(Exchange, Key, RawCall.Frame(7, "Workbench/Echo", Hello, timeout: uint.MaxValue), inbox.Address);
        (await inbox.NextAsync()).ShouldBe("7 Result");
        await Broker.PublishAsync(Exchange, Key, RawCall.Frame(8, "Workbench/Echo", Hello, timeout: 0), inbox.Address);
        (await inbox.NextAsync()).ShouldBe("8 Result");
        await QueueIsEmptyAsync();
    }

    [Fact]
    [Trait("Fault", "C11")]
    public async Task A_cancellation_without_a_reply_to_cancels_nothing()
    {
        await using var inbox = await InboxAsync();
        await Client.HoldAsync("one-way", Token);
        await ExecutedAsync("one-way");
        await Broker.PublishAsync(Exchange, ControlKey, [.. Enumerable.Range(0, 100).SelectMany(static id => RawCall.Cancel((ulong)id))]);

        // A server reads its control queue in order, so the cancellations have been read when the probe is answered.
        await Broker.PublishAsync(Exchange, ControlKey, RawCall.Frame(7, "Workbench/Echo", Hello), inbox.Address);
        (await inbox.NextAsync()).ShouldBe("7 Unavailable NotExecuted");
        ServerConnection.CancelledCalls.ShouldBe(0);
        Bench.Open("one-way");
        await QueueIsEmptyAsync();
        Bench.Cancelled.ShouldBeEmpty();
    }

    private Task<ReplyInbox> InboxAsync() => Broker.OpenInboxAsync("behaviour.replies");

    private async Task GoesOnAsync()
    {
        (await Client.EchoAsync("still here", Token)).ShouldBe("still here");
        await QueueIsEmptyAsync();
        Bench.Executed.ShouldBe(["still here"]);
    }
}
