using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Security.Cryptography;
using TypedRpc.RabbitMQ.Transport;
using TypedRpc.TestSupport;
using TypedRpc.Transport;

namespace TypedRpc.IntegrationTests.Transport;

/// <summary>The stream of the consuming connection, over a real socket: our deliveries come out here, all else reaches the library.</summary>
public sealed class ReaderStreamTests : IDisposable
{
    private const int MaxBody = 1_000_000;

    private readonly SocketPair _sockets = new();
    private readonly DeliveryTap _tap = new(MaxBody);
    private readonly ReaderStream _stream;
    private readonly ConcurrentQueue<InboundMessage> _delivered = new();
    private readonly List<byte> _read = [];

    public ReaderStreamTests()
    {
        _tap.Add(1, "ours", message => _delivered.Enqueue(message with { Body = message.Body.ToArray() }));
        _stream = new ReaderStream(_sockets.Ours, _tap);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _stream.Dispose();
        _sockets.Dispose();
    }

    [Fact]
    public async Task Frames_cut_at_any_byte_are_put_together()
    {
        byte[] body = [.. Enumerable.Range(0, 25).Select(static number => (byte)number)];
        var library = AmqpFrames.Frame(AmqpFrames.MethodFrame, 1, [0, 20, 0, 41]);
        byte[] sent = [.. AmqpFrames.Delivery(1, "ours", 1, []), .. library, .. AmqpFrames.Delivery(1, "ours", 2, body, 10), .. AmqpFrames.Delivery(1, "ours", 3, body)];
        for (var cut = 1; cut < sent.Length; cut++)
        {
            _sockets.Send(sent.AsSpan(0, cut));
            _sockets.Send(sent.AsSpan(cut));
            await DeliveredAsync(3);
            _delivered.Select(static message => message.DeliveryTag).ShouldBe([1ul, 2, 3]);
            _delivered.Select(static message => message.Body.Length).ShouldBe([0, 25, 25]);
            _delivered.Skip(1).All(message => message.Body.Span.SequenceEqual(body)).ShouldBeTrue();
            _delivered.ShouldAllBe(static message => message.ReplyTo == "replies" && message.UserId == "user" && message.Exchange == "exchange" && message.RoutingKey == "key" && message.Redelivered);
            _delivered.Clear();
            (await ReadFrameAsync()).ShouldBe(library);
        }
    }

    [Fact]
    public async Task A_body_of_many_frames_that_exceeds_every_buffer_is_put_together()
    {
        var body = RandomNumberGenerator.GetBytes(700_000);
        await _sockets.Peer.SendAsync(AmqpFrames.Delivery(1, "ours", 1, body, 131_064), Token);
        await _sockets.Peer.SendAsync(AmqpFrames.Delivery(1, "ours", 2, body, 600_000), Token);
        await DeliveredAsync(2);
        _delivered.All(message => message.Body.Span.SequenceEqual(body)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_large_body_can_be_taken_over_from_where_it_was_received()
    {
        var taken = new ConcurrentQueue<(RentedBody? Rented, byte[] Memory, int Size)>();
        _tap.Add(1, "taking", message => taken.Enqueue((message.Rented, message.TakeBody(), message.Body.Length)));
        byte[][] bodies = [RandomNumberGenerator.GetBytes(20_000), RandomNumberGenerator.GetBytes(300_000), RandomNumberGenerator.GetBytes(100)];
        foreach (var body in bodies)
        {
            // Its first bytes come by themselves, so that nobody reads all of it at once.
            var frames = AmqpFrames.Delivery(1, "taking", 1, body, 131_064);
            _sockets.Send(frames.AsSpan(0, frames.Length / 2));
            await _sockets.Peer.SendAsync(frames.AsMemory(frames.Length / 2), Token);
        }

        await Eventually.TrueAsync(() => taken.Count == bodies.Length, TestTimeouts.Step);
        taken.Select(static message => message.Memory[..message.Size]).ShouldBe(bodies);
        taken.Select(static message => message.Rented is null).ShouldBe([false, false, true]);
        taken.Select(static message => message.Memory).Distinct().Count().ShouldBe(bodies.Length);
    }

    [Theory]
    [InlineData(10, 5)]
    [InlineData(100_000, 10)]
    [InlineData(100_000, 50_000)]
    public async Task A_message_behind_a_part_of_another_ends_the_connection(int size, int part)
    {
        var reading = _stream.CopyToAsync(Stream.Null, Token);
        var whole = AmqpFrames.Delivery(1, "ours", 1, new byte[size], part);
        var head = AmqpFrames.Delivery(1, "ours", 1, [], part).Length;
        _sockets.Peer.Send([.. whole.AsSpan(0, head + part + 8), .. whole.AsSpan(0, head)]);
        (await Should.ThrowAsync<IOException>(reading.WaitAsync(TestTimeouts.Step, Token))).Message.ShouldContain("middle of a message");
        _delivered.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(10, 5)]
    [InlineData(100_000, 10)]
    [InlineData(100_000, 50_000)]
    public async Task A_whole_body_behind_a_part_of_it_ends_the_connection(int size, int part)
    {
        var reading = _stream.CopyToAsync(Stream.Null, Token);
        var begun = AmqpFrames.Delivery(1, "ours", 1, new byte[size], part);
        var head = AmqpFrames.Delivery(1, "ours", 1, [], part).Length;
        _sockets.Peer.Send([.. begun.AsSpan(0, head + part + 8), .. AmqpFrames.Frame(AmqpFrames.BodyFrame, 1, new byte[size])]);
        (await Should.ThrowAsync<IOException>(reading.WaitAsync(TestTimeouts.Step, Token))).Message.ShouldContain("More came of a message");
        _delivered.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_not_for_our_consumers_is_the_librarys()
    {
        byte[][] frames = [AmqpFrames.Delivery(1, "theirs", 1, [1, 2, 3], 2), AmqpFrames.Delivery(2, "ours", 2, [4]), AmqpFrames.Frame(AmqpFrames.MethodFrame, 0, [0, 10, 0, 60])];
        _sockets.Send([.. frames.SelectMany(static frame => frame)]);
        var expected = frames.SelectMany(static frame => frame).ToArray();
        var received = new byte[expected.Length];
        await _stream.ReadExactlyAsync(received, Token);
        received.ShouldBe(expected);
        _delivered.ShouldBeEmpty();
    }

    [Fact]
    public async Task Deliveries_of_different_channels_may_interleave()
    {
        _tap.Add(7, "other", message => _delivered.Enqueue(message with { Body = message.Body.ToArray() }));
        var first = Split(AmqpFrames.Delivery(1, "ours", 1, [1, 2, 3], 1));
        var second = Split(AmqpFrames.Delivery(7, "other", 2, [4, 5, 6], 1));
        _sockets.Send([.. first.Zip(second).SelectMany(static pair => pair.First.Concat(pair.Second))]);
        await DeliveredAsync(2);
        _delivered.Select(static message => message.Body.ToArray()).ShouldBe([[1, 2, 3], [4, 5, 6]]);
    }

    [Fact]
    public async Task The_library_gets_a_heartbeat_when_there_are_only_deliveries()
    {
        _sockets.Send(AmqpFrames.Delivery(1, "ours", 1, [1]));
        var heartbeat = new byte[8];
        await _stream.ReadExactlyAsync(heartbeat, Token);
        heartbeat.ShouldBe(AmqpFrames.Frame(AmqpFrames.HeartbeatFrame, 0, []));
    }

    [Fact]
    public async Task A_message_over_the_limit_is_read_past_and_told_of()
    {
        await _sockets.Peer.SendAsync(AmqpFrames.Delivery(1, "ours", 1, new byte[MaxBody + 1], 131_064), Token);
        await _sockets.Peer.SendAsync(AmqpFrames.Delivery(1, "ours", 2, [7]), Token);
        await DeliveredAsync(2);
        _delivered.Select(static message => (message.DeliveryTag, message.Body.Length, message.SkippedBytes)).ShouldBe([(1ul, 0, MaxBody + 1L), (2ul, 1, 0L)]);
    }

    [Fact]
    public async Task The_end_of_the_peer_ends_every_read()
    {
        var read = _stream.ReadAsync(new byte[10], Token).AsTask();
        _sockets.Peer.Shutdown(SocketShutdown.Send);
        (await read.WaitAsync(TestTimeouts.Step, Token)).ShouldBe(0);
        (await _stream.ReadAsync(new byte[10], Token)).ShouldBe(0);
    }

    [Fact]
    public async Task What_came_before_the_end_is_read_first()
    {
        var frame = AmqpFrames.Frame(AmqpFrames.MethodFrame, 1, [1, 2, 3, 4]);
        _sockets.Send(frame);
        _sockets.Peer.Shutdown(SocketShutdown.Send);
        var received = new MemoryStream();
        await _stream.CopyToAsync(received, 5, Token);
        received.ToArray().ShouldBe(frame);
    }

    [Fact]
    public async Task A_reset_fails_every_read()
    {
        var read = _stream.ReadAsync(new byte[10], Token).AsTask();
        _sockets.Reset();
        await Should.ThrowAsync<IOException>(read.WaitAsync(TestTimeouts.Step, Token));
        await Should.ThrowAsync<IOException>(_stream.ReadAsync(new byte[10], Token).AsTask());
    }

    [Fact]
    public async Task Closing_fails_the_read_that_waits_and_every_later_one()
    {
        var read = _stream.ReadAsync(new byte[10], Token).AsTask();
        _stream.Dispose();
        await Should.ThrowAsync<IOException>(read.WaitAsync(TestTimeouts.Step, Token));
        await Should.ThrowAsync<IOException>(_stream.ReadAsync(new byte[10], Token).AsTask().WaitAsync(TestTimeouts.Step, Token));
        await Should.ThrowAsync<IOException>(_stream.WriteAsync(new byte[10], Token).AsTask());
    }

    [Fact]
    public async Task A_token_that_fires_ends_the_read()
    {
        using var source = new CancellationTokenSource();
        var read = _stream.ReadAsync(new byte[10], source.Token).AsTask();
        await source.CancelAsync();
        await Should.ThrowAsync<IOException>(read.WaitAsync(TestTimeouts.Step, Token));
    }

    [Fact]
    public async Task Without_a_tap_everything_is_the_librarys()
    {
        using var sockets = new SocketPair();
        await using var stream = new ReaderStream(sockets.Ours, tap: null);
        var sent = AmqpFrames.Delivery(1, "ours", 1, RandomNumberGenerator.GetBytes(50_000));
        await sockets.Peer.SendAsync(sent, Token);
        var received = new byte[sent.Length];
        await stream.ReadExactlyAsync(received, Token);
        received.ShouldBe(sent);
    }

    private static List<byte[]> Split(byte[] frames) =>
        AmqpFrames.TakeAll([.. frames]).ConvertAll(static frame => AmqpFrames.Frame(frame.Type, frame.Channel, frame.Payload));

    private Task DeliveredAsync(int count) => Eventually.TrueAsync(() => _delivered.Count == count, TestTimeouts.Step);

    /// <summary>The next frame that the library would read and that is no heartbeat.</summary>
    private async Task<byte[]> ReadFrameAsync()
    {
        var buffer = new byte[4096];
        while (true)
        {
            var frames = AmqpFrames.TakeAll(_read).FindAll(static frame => frame.Type != AmqpFrames.HeartbeatFrame);
            if (frames.Count > 0)
            {
                var (type, channel, payload) = frames.ShouldHaveSingleItem();
                return AmqpFrames.Frame(type, channel, payload);
            }

            var count = await _stream.ReadAsync(buffer, Token).AsTask().WaitAsync(TestTimeouts.Step, Token);
            _read.AddRange(buffer.AsSpan(0, count));
        }
    }
}
