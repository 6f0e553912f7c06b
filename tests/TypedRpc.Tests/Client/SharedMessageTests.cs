using TypedRpc.Protocol;
using TypedRpc.Serialization;
using TypedRpc.Tests.Fakes;
using TypedRpc.TestSupport;
using TypedRpc.Transport;

namespace TypedRpc.Tests.Client;

/// <summary>What travels together: while a message is on its way, calls to the same routing key gather, within bounds.</summary>
public sealed class SharedMessageTests
{
    private readonly TaskCompletionSource _sent = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<int> _frames = [];
    private int _sender;

    [Theory]
    [InlineData(128, 120 * 1024, 10, new[] { 1, 20 })]
    [InlineData(8, 120 * 1024, 10, new[] { 1, 8, 8, 4 })]
    [InlineData(128, 1024, 400, new[] { 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2 })]
    [InlineData(128, 1024, 2000, new[] { 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1 })]
    public async Task Calls_gather_while_a_message_is_under_way(int maxCalls, int maxBytes, int size, int[] expected)
    {
        await using var connection = await ConnectAsync(options => options.Coalescing = new CoalescingOptions { MaxCalls = maxCalls, MaxBytes = maxBytes });
        var client = connection.CreateClient<ISharing>();

        // The first is alone and goes at once; its publish does not end before all others are there.
        var calls = Enumerable.Range(0, 21).Select(_ => client.ShareAsync(new byte[size])).ToList();
        _frames.ShouldBe([1]);
        _sent.SetResult();
        await Task.WhenAll(calls);

        _frames.ShouldBe(expected);
    }

    [Fact]
    public async Task Who_was_answered_with_others_does_not_run_ahead_of_them()
    {
        await using var connection = await ConnectAsync(static _ => { });
        var client = connection.CreateClient<ISharing>();
        var calls = Enumerable.Range(0, 3).Select(_ => client.ShareAsync([])).ToList();
        _sent.SetResult();
        await Task.WhenAll(calls);

        // No other call is pending now. What is alone is sent in the caller's thread, which is none of the pool's here.
        (await SendsItselfAsync(client)).ShouldBeFalse();
        (await SendsItselfAsync(client)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_method_that_does_not_share_sends_each_call_alone()
    {
        await using var connection = await ConnectAsync(static _ => { });
        var client = connection.CreateClient<ISharing>();
        var calls = Enumerable.Range(0, 10).Select(_ => client.TravelAloneAsync([])).ToList();
        _frames.ShouldBe(Enumerable.Repeat(1, 10));
        _sent.SetResult();
        await Task.WhenAll(calls);
    }

    [Fact]
    public async Task A_call_that_ended_while_it_waited_is_not_sent()
    {
        await using var connection = await ConnectAsync(static _ => { });
        var client = connection.CreateClient<ISharing>();
        var first = client.ShareAsync([]);
        using var source = new CancellationTokenSource();
        var cancelled = client.ShareAsync([], source.Token);
        var third = client.ShareAsync([]);
        await source.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(cancelled);
        _sent.SetResult();
        await Task.WhenAll(first, third);
        _frames.ShouldBe([1, 1]);
    }

    [Fact]
    public async Task A_result_is_taken_once()
    {
        _sent.SetResult();
        await using var connection = await ConnectAsync(static _ => { });
        var client = connection.CreateClient<ISharing>();
        var call = client.CountAsync();
        await call;

        // The object behind it may serve another call by now, which must not notice.
        Should.Throw<InvalidOperationException>(() => call.GetAwaiter().GetResult());
        for (var next = 0; next < 100; next++)
        {
            await client.CountAsync();
        }

        connection.PendingCalls.ShouldBe(0);
    }

    private async Task<bool> SendsItselfAsync(ISharing client)
    {
        Task? call = null;
        var thread = new Thread(() => call = client.ShareAsync([]));
        thread.Start();
        thread.Join(TestTimeouts.Step).ShouldBeTrue();
        await call!;
        return _sender == thread.ManagedThreadId;
    }

    private async Task<RpcConnection> ConnectAsync(Action<TypedRpcOptions> configure)
    {
        var options = new TypedRpcOptions { DefaultTimeout = TestTimeouts.Step };
        configure(options);
        var connection = new RpcConnection(new ScriptedTransport(Answer, _sent.Task), options);
        await connection.StartAsync(TestContext.Current.CancellationToken);

        // Attached by a call that is answered at once, so that the next ones find the way free.
        await connection.CreateClient<ISharing>().CountAsync().AsTask().WaitAsync(TestTimeouts.Step);
        _frames.Clear();
        return connection;
    }

    private void Answer(ISessionObserver observer, OutboundMessage message)
    {
        _sender = Environment.CurrentManagedThreadId;
        using var replies = PooledBufferWriter.Rent(int.MaxValue);
        var frames = 0;
        for (var body = message.Body; !body.IsEmpty; frames++)
        {
            FrameReader.TryRead(ref body, out var frame, out _).ShouldBeTrue();
            if (frame.Kind == FrameKind.Call)
            {
                var payload = FrameWriter.BeginResult(replies, frame.CallId);
                replies.Append([0xc0]);
                FrameWriter.EndPayload(replies, payload);
            }
        }

        if (message.RoutingKey != "Sharing.$control")
        {
            _frames.Add(frames);
        }

        observer.OnReply(new InboundMessage("sharing.replies", "replies", replies.WrittenMemory));
    }
}
