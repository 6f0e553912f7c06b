using System.Buffers;
using System.Security.Cryptography;
using MessagePack;
using MessagePack.Formatters;
using MessagePack.Resolvers;
using TypedRpc.Serialization;

namespace TypedRpc.Tests.Serialization;

/// <summary>Arrays of bytes are written and read as MessagePack's own formatter does it, and by the user's own formatter if there is one.</summary>
public sealed class BytesFormatterTests
{
    private static readonly MessagePackSerializerOptions Options = MessagePackSerializerOptions.Standard;

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(70_000)]
    public void Bytes_are_those_of_MessagePack(int size)
    {
        var value = size < 0 ? null : RandomNumberGenerator.GetBytes(size);
        var codec = new RpcSerializer(Options).GetCodec<byte[]?>("a test");
        var written = Write(codec, value);
        written.ShouldBe(MessagePackSerializer.Serialize(value, Options, TestContext.Current.CancellationToken));
        var reader = new MessagePackReader(written);
        codec.Read(ref reader).ShouldBe(value);
        reader.End.ShouldBeTrue();
    }

    [Fact]
    public void Bytes_in_several_pieces_are_read_as_one()
    {
        var written = MessagePackSerializer.Serialize(new byte[] { 1, 2, 3, 4 }, Options, TestContext.Current.CancellationToken);
        var first = new Piece(written.AsMemory(0, 3), null);
        var last = new Piece(written.AsMemory(3), first);
        var reader = new MessagePackReader(new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length));
        new RpcSerializer(Options).GetCodec<byte[]>("a test").Read(ref reader).ShouldBe([1, 2, 3, 4]);
    }

    [Fact]
    public void A_users_formatter_stays()
    {
        var options = Options.WithResolver(CompositeResolver.Create([new Lengths()], [StandardResolver.Instance]));
        Write(new RpcSerializer(options).GetCodec<byte[]?>("a test"), new byte[3]).ShouldBe([3]);
    }

    private static byte[] Write(Codec<byte[]?> codec, byte[]? value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(buffer);
        codec.Write(ref writer, value);
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private sealed class Lengths : IMessagePackFormatter<byte[]?>
    {
        public void Serialize(ref MessagePackWriter writer, byte[]? value, MessagePackSerializerOptions options) => writer.Write(value!.Length);

        public byte[]? Deserialize(ref MessagePackReader reader, MessagePackSerializerOptions options) => new byte[reader.ReadInt32()];
    }

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(ReadOnlyMemory<byte> memory, Piece? before)
        {
            Memory = memory;
            RunningIndex = before is null ? 0 : before.RunningIndex + before.Memory.Length;
            if (before is not null)
            {
                before.Next = this;
            }
        }
    }
}
