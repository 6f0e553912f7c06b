using System.Buffers.Binary;
using TypedRpc.RabbitMQ.Transport;
using TypedRpc.TestSupport;
using TypedRpc.Transport;

namespace TypedRpc.IntegrationTests.Transport;

/// <summary>The stream of the publishing connection, over a real socket.</summary>
public sealed class GatheringStreamTests : IDisposable
{
    private static readonly ShortString Name = new("name");

    private readonly SocketPair _sockets = new();
    private readonly GatheringStream _stream;

    public GatheringStreamTests() => _stream = new GatheringStream(_sockets.Ours);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _stream.Dispose();
        _sockets.Dispose();
    }

    [Theory]
    [InlineData(3000, 300)]
    [InlineData(500, 4 * GatherBuffer.LargePiece)]
    public async Task Every_writer_keeps_its_order_and_no_frames_mix(int messages, int largest)
    {
        const int Writers = 6;
        var writing = Enumerable.Range(0, Writers).Select(writer => Task.Run(() => WriteAllAsync(writer, messages, largest), Token)).ToArray();
        var next = new int[Writers];
        var received = new List<byte>();
        var buffer = new byte[100_000];
        while (next.Sum() < Writers * messages)
        {
            var count = await _sockets.Peer.ReceiveAsync(buffer, Token).AsTask().WaitAsync(TestTimeouts.Step, Token);
            received.AddRange(buffer.AsSpan(0, count));
            foreach (var (type, channel, payload) in AmqpFrames.TakeAll(received))
            {
                if (type == AmqpFrames.BodyFrame)
                {
                    payload.ShouldBe(Body(next[channel]++, largest));
                }
            }
        }

        await Task.WhenAll(writing);
        received.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_gathers_waits_until_it_is_to_be_sent_and_keeps_its_place()
    {
        Gather(1);
        Gather(2);
        _sockets.Peer.Available.ShouldBe(0);
        _stream.SendGathered();
        var received = new List<byte>();
        var channels = new List<int>();
        var buffer = new byte[1000];
        while (channels.Count < 2)
        {
            var count = await _sockets.Peer.ReceiveAsync(buffer, Token).AsTask().WaitAsync(TestTimeouts.Step, Token);
            received.AddRange(buffer.AsSpan(0, count));
            channels.AddRange(AmqpFrames.TakeAll(received).Where(static frame => frame.Type == AmqpFrames.BodyFrame).Select(static frame => frame.Channel));
        }

        channels.ShouldBe([1, 2]);
    }

    [Fact]
    public async Task A_write_that_finds_the_socket_idle_is_sent_on_the_spot()
    {
        _stream.WriteAsync(new byte[] { 1, 2, 3 }, Token).AsTask().IsCompletedSuccessfully.ShouldBeTrue();
        var received = new byte[3];
        (await _sockets.Peer.ReceiveAsync(received, Token)).ShouldBe(3);
        received.ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task Writers_wait_while_the_peer_does_not_read()
    {
        var written = Fill(out var sender, out var waiting);
        sender.IsCompleted.ShouldBeFalse();
        waiting.IsCompleted.ShouldBeFalse();
        var later = _stream.WriteAsync(new byte[1], Token).AsTask();
        later.IsCompleted.ShouldBeFalse();
        var buffer = new byte[1024 * 1024];
        for (var received = 0; received < written + 1;)
        {
            received += await _sockets.Peer.ReceiveAsync(buffer, Token).AsTask().WaitAsync(TestTimeouts.Step, Token);
        }

        await Task.WhenAll(sender, waiting, later).WaitAsync(TestTimeouts.Step, Token);
    }

    [Fact]
    public async Task A_socket_that_breaks_lets_go_of_those_who_wait()
    {
        Fill(out var sender, out var waiting);
        _sockets.Reset();
        await Task.WhenAll(sender, waiting).WaitAsync(TestTimeouts.Step, Token);
        _stream.WriteAsync(new byte[10], Token).AsTask().IsCompletedSuccessfully.ShouldBeTrue();
        Publish(0, Body(0, 300)).AsTask().IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact]
    public async Task A_large_body_is_its_writers_again_when_it_has_been_sent_or_never_will_be()
    {
        var large = new byte[GatherBuffer.LargePiece];
        Fill(out _, out _);
        var publish = Publish(0, large).AsTask();
        publish.IsCompleted.ShouldBeFalse();
        _sockets.Reset();
        await publish.WaitAsync(TestTimeouts.Step, Token);
        await Publish(0, large).AsTask().WaitAsync(TestTimeouts.Step, Token);
    }

    [Fact]
    public async Task A_broken_socket_neither_fails_nor_holds_up_a_writer()
    {
        _sockets.Reset();
        for (var number = 0; number < 1000; number++)
        {
            await Publish(0, Body(number, 300)).AsTask().WaitAsync(TestTimeouts.Step, Token);
            await _stream.WriteAsync(new byte[100], Token).AsTask().WaitAsync(TestTimeouts.Step, Token);
        }

        Should.Throw<ObjectDisposedException>(() => _sockets.Ours.Send(new byte[1])).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_socket_of_ours_that_is_closed_neither_fails_nor_holds_up_a_writer()
    {
        Fill(out var sender, out var waiting);
        _sockets.Ours.Dispose();
        await Task.WhenAll(sender, waiting).WaitAsync(TestTimeouts.Step, Token);
        await _stream.WriteAsync(new byte[100], Token).AsTask().WaitAsync(TestTimeouts.Step, Token);
    }

    /// <summary>Writes until the one who sends waits for the socket, and another one for room.</summary>
    private int Fill(out Task sender, out Task waiting)
    {
        var chunk = new byte[64 * 1024];
        var written = 0;
        var pending = new List<Task>();
        while (pending.Count < 2)
        {
            var write = _stream.WriteAsync(chunk, Token);
            written += chunk.Length;
            written.ShouldBeLessThan(64 * 1024 * 1024, "Nobody was made to wait.");
            if (!write.IsCompleted)
            {
                pending.Add(write.AsTask());
            }
        }

        sender = pending[0];
        waiting = pending[1];
        return written;
    }

    // Every third comes as the library writes. What has been published belongs to its writer again.
    private async Task WriteAllAsync(int writer, int messages, int largest)
    {
        for (var number = 0; number < messages; number++)
        {
            var body = Body(number, largest);
            await (number % 3 == 0 ? _stream.WriteAsync(AmqpFrames.Frame(AmqpFrames.BodyFrame, writer, body)) : Publish(writer, body));
            body.AsSpan().Fill(0xff);
        }
    }

    private ValueTask Publish(int writer, byte[] body)
    {
        var message = new OutboundMessage(Name.Value, Name.Value, body);
        return _stream.Publish(new PublishCommand((ushort)writer, 131_072, Name, Name, null, null, in message));
    }

    private void Gather(int writer)
    {
        var message = new OutboundMessage(Name.Value, Name.Value, Body(writer, 300));
        _stream.Gather(new PublishCommand((ushort)writer, 131_072, Name, Name, null, null, in message));
    }

    private static byte[] Body(int number, int largest)
    {
        var body = new byte[4 + (number * 7 % largest)];
        body.AsSpan().Fill((byte)number);
        BinaryPrimitives.WriteInt32BigEndian(body, number);
        return body;
    }
}
