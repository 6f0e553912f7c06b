using System.Buffers.Binary;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using TypedRpc.Protocol;
using TypedRpc.RabbitMQ.Transport;
using TypedRpc.Serialization;
using TypedRpc.TestSupport;
using TypedRpc.Transport;

namespace TypedRpc.IntegrationTests.Transport;

public sealed class PublishCommandTests
{
    private const int FrameMax = 4096;

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(FrameMax - 8, 1)]
    [InlineData(FrameMax - 7, 2)]
    [InlineData(300_000, 74)]
    public void A_body_takes_as_many_frames_as_it_needs(int size, int frames)
    {
        var body = RandomNumberGenerator.GetBytes(size);
        var written = Write(new OutboundMessage("exchange", "key", body), null, null);
        written.Count.ShouldBe(2 + frames);
        written.ShouldAllBe(static frame => frame.Channel == 5 && frame.Payload.Length <= FrameMax - 8);
        written.Skip(2).ShouldAllBe(static frame => frame.Type == AmqpFrames.BodyFrame);
        written.Skip(2).SelectMany(static frame => frame.Payload).ShouldBe(body);
    }

    [Theory]
    [InlineData(new[] { 1, 2, 3 }, 1)]
    [InlineData(new[] { 4000, 87, 1 }, 1)]
    [InlineData(new[] { 4000, 89 }, 2)]
    [InlineData(new[] { 10, 20_000, 30, GatherBuffer.LargePiece, 40, 9000 }, 9)]
    public void A_body_in_parts_is_the_parts_one_after_another(int[] sizes, int frames)
    {
        List<PooledBufferWriter> parts = [.. sizes.Select(static size => PooledBufferWriter.Rent(size))];
        parts.ForEach(part => part.Append(RandomNumberGenerator.GetBytes(part.Limit)));
        var written = Write(new OutboundMessage("exchange", "key", default) { Parts = parts }, null, null);
        written.Count.ShouldBe(2 + frames);
        written.Skip(2).SelectMany(static frame => frame.Payload).ShouldBe(parts.SelectMany(static part => part.WrittenSpan.ToArray()));
        BinaryPrimitives.ReadUInt64BigEndian(written[1].Payload.AsSpan(4)).ShouldBe((ulong)sizes.Sum());
        parts.ForEach(static part => part.Dispose());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_method_names_exchange_routing_key_and_mandatory(bool mandatory)
    {
        var frame = Write(new OutboundMessage("an exchange", "ключ", new byte[1], Mandatory: mandatory), null, null)[0];
        frame.Type.ShouldBe(AmqpFrames.MethodFrame);
        var reader = new AmqpReader(frame.Payload);
        (reader.ReadUInt16(), reader.ReadUInt16(), reader.ReadUInt16()).ShouldBe(((ushort)60, (ushort)40, (ushort)0));
        Text(ref reader).ShouldBe("an exchange");
        Text(ref reader).ShouldBe("ключ");
        reader.ReadByte().ShouldBe(mandatory ? (byte)1 : (byte)0);
    }

    [Theory]
    [InlineData(null, null, null, false)]
    [InlineData("replies", null, null, true)]
    [InlineData(null, 0L, null, false)]
    [InlineData(null, 10L, "user", false)]
    [InlineData("replies", 4294967295L, "user", true)]
    public void The_header_holds_the_properties_that_are_set(string? replyTo, long? expiration, string? user, bool persistent)
    {
        var frame = Write(new OutboundMessage("exchange", "key", new byte[7], expiration, replyTo, Persistent: persistent), replyTo, user)[1];
        frame.Type.ShouldBe(AmqpFrames.HeaderFrame);
        var reader = new AmqpReader(frame.Payload);
        (reader.ReadUInt16(), reader.ReadUInt16(), reader.ReadUInt64()).ShouldBe(((ushort)60, (ushort)0, 7ul));
        var flags = reader.ReadUInt16();
        flags.ShouldBe((ushort)(0x9000 | (replyTo is null ? 0 : 0x200) | (expiration is null ? 0 : 0x100) | (user is null ? 0 : 0x10)));
        Text(ref reader).ShouldBe(WireConstants.ContentType);
        reader.ReadByte().ShouldBe(persistent ? (byte)2 : (byte)1);
        string?[] texts = [replyTo, expiration?.ToString(System.Globalization.CultureInfo.InvariantCulture), user];
        foreach (var text in texts.Where(static text => text is not null))
        {
            Text(ref reader).ShouldBe(text);
        }
    }

    [Fact]
    public void A_name_that_AMQP_cannot_carry_is_refused() =>
        Should.Throw<ArgumentException>(() => new ShortString(new string('ü', 128))).Message.ShouldContain("255");

    private static string Text(ref AmqpReader reader) => Encoding.UTF8.GetString(reader.ReadShortString());

    private static List<(byte Type, int Channel, byte[] Payload)> Write(OutboundMessage message, string? replyTo, string? user)
    {
        using var sockets = new SocketPair();
        var buffer = new GatherBuffer();
        new PublishCommand(
            5, FrameMax, new ShortString(message.Exchange), new ShortString(message.RoutingKey), replyTo is null ? null : new ShortString(replyTo), user is null ? null : new ShortString(user), in message).WriteTo(buffer);
        var sending = SendAsync(buffer, sockets);
        var received = new MemoryStream();
        new NetworkStream(sockets.Peer).CopyTo(received);
        sending.Wait(TestTimeouts.Step).ShouldBeTrue();
        var rest = new List<byte>(received.ToArray());
        var frames = AmqpFrames.TakeAll(rest);
        rest.ShouldBeEmpty();
        return frames;
    }

    private static async Task SendAsync(GatherBuffer buffer, SocketPair sockets)
    {
        await buffer.SendAsync(sockets.Ours);
        sockets.Ours.Shutdown(SocketShutdown.Send);
    }
}
