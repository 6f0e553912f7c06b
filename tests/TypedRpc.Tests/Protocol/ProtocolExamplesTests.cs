using System.Text.RegularExpressions;
using MessagePack;
using TypedRpc.Protocol;
using TypedRpc.Serialization;
using TypedRpc.TestSupport;

namespace TypedRpc.Tests.Protocol;

/// <summary>The byte-level examples of the specification, held against the encoder and the decoder.</summary>
public sealed partial class ProtocolExamplesTests
{
    private const ulong CallId = 0x0102030405060708;

    [Fact]
    public void Call()
    {
        using var buffer = PooledBufferWriter.Rent(4096);
        var payload = FrameWriter.BeginCall(buffer, "PaymentService/GetBalance"u8, null, default);
        var writer = new MessagePackWriter(buffer);
        writer.WriteArrayHeader(1);
        writer.Write("acct-1");
        writer.Flush();
        FrameWriter.EndPayload(buffer, payload);
        FrameWriter.PatchCall(buffer.WrittenSpan, CallId, 5000, 1);
        var frame = Check("call", buffer);
        (frame.Kind, frame.CallId, frame.TimeoutMilliseconds, frame.Attempt).ShouldBe((FrameKind.Call, CallId, 5000u, 1));
        frame.Method.Span.SequenceEqual("PaymentService/GetBalance"u8).ShouldBeTrue();
    }

    [Fact]
    public void Result()
    {
        using var buffer = PooledBufferWriter.Rent(4096);
        var payload = FrameWriter.BeginResult(buffer, CallId);
        var writer = new MessagePackWriter(buffer);
        writer.Write(42);
        writer.Flush();
        FrameWriter.EndPayload(buffer, payload);
        Check("result", buffer).Payload.ToArray().ShouldBe([42]);
    }

    [Fact]
    public void Fault()
    {
        using var buffer = PooledBufferWriter.Rent(4096);
        FrameWriter.WriteFault(buffer, CallId, RpcStatusCode.NotFound, CallOutcome.Executed, "no such account", null);
        var frame = Check("fault", buffer);
        (frame.Status, frame.Outcome, frame.Message, frame.ErrorId, frame.FaultName).ShouldBe((RpcStatusCode.NotFound, CallOutcome.Executed, "no such account", null, null));
    }

    [Fact]
    public void Cancel()
    {
        using var buffer = PooledBufferWriter.Rent(4096);
        FrameWriter.WriteCancel(buffer, CallId);
        Check("cancel", buffer).CallId.ShouldBe(CallId);
    }

    [Fact]
    public void Frames_follow_one_another_in_a_message()
    {
        ReadOnlyMemory<byte> body = Enumerable.Repeat(Convert.FromHexString(Example("result")), 3).SelectMany(static bytes => bytes).ToArray();
        var count = 0;
        for (; !body.IsEmpty; count++)
        {
            FrameReader.TryRead(ref body, out _, out var error).ShouldBeTrue(error);
        }

        count.ShouldBe(3);
    }

    private static Frame Check(string example, PooledBufferWriter encoded)
    {
        Convert.ToHexStringLower(encoded.WrittenSpan).ShouldBe(Example(example));
        ReadOnlyMemory<byte> body = Convert.FromHexString(Example(example));
        FrameReader.TryRead(ref body, out var frame, out var error).ShouldBeTrue(error);
        body.IsEmpty.ShouldBeTrue();
        return frame;
    }

    private static string Example(string name) =>
        Fence().Matches(File.ReadAllText(RepositoryRoot.Combine("docs", "protocol.md"))).Single(match => match.Groups[1].Value == name).Groups[2].Value.Trim();

    [GeneratedRegex("```hex (\\w+)\\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Fence();
}
