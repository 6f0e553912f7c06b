using System.Diagnostics;
using MessagePack;
using TypedRpc.Fuzz.Contracts;
using TypedRpc.Protocol;
using TypedRpc.Serialization;

namespace TypedRpc.Fuzz.Benches;

/// <summary>Valid messages of the contract, as the product itself writes them. The number of each call is <see cref="CallId.Mark"/>.</summary>
internal sealed class SeedMessages
{
    private const int Limit = 8 * 1024 * 1024;

    private SeedMessages()
    {
        using var client = new ClientBench();
        using var server = new ServerBench();
        Requests = [.. ClientCall.All().Select(client.Request)];
        Methods = [.. Requests.Select(request => server.Service.Methods.Single(method => Read(request).Method.Span.SequenceEqual(method.FullNameUtf8.Span)))];
        Arguments = [.. Requests.Select(static request => Read(request).Payload.ToArray())];
        Results = [.. Arguments.Zip(Methods, (arguments, method) => Result(server.Call(method, arguments)))];
        FaultDetail = Write(static writer =>
        {
            var detail = new MessagePackWriter(writer);
            new RpcSerializer(MessagePackSerializerOptions.Standard).GetCodec<Refusal>("a seed").Write(ref detail, new Refusal("no", [1, 2, 70_000]));
            detail.Flush();
        });
    }

    /// <summary>Made once; all targets share it.</summary>
    public static SeedMessages Instance { get; } = new();

    /// <summary>Whole requests, one a method, in the order of <see cref="ClientCall.All"/>.</summary>
    public IReadOnlyList<byte[]> Requests { get; }

    /// <summary>The methods of <see cref="Requests"/>.</summary>
    public IReadOnlyList<RpcMethodInfo> Methods { get; }

    public IReadOnlyList<byte[]> Arguments { get; }

    public IReadOnlyList<byte[]> Results { get; }

    public byte[] FaultDetail { get; }

    /// <summary>A request with everything that can travel in its headers.</summary>
    public static byte[] RequestWithHeaders { get; } = Write(static writer =>
    {
        var trace = ActivityContext.Parse("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "vendor=value");
        var payload = FrameWriter.BeginCall(writer, "Fuzzed/Add"u8, new Dictionary<string, string> { ["tenant"] = "blue", ["x"] = "" }, trace);
        writer.Append([0x92, 0x01, 0x02]);
        FrameWriter.EndPayload(writer, payload);
        FrameWriter.PatchCall(writer.WrittenSpan, CallId.Mark, 5000, 1);
    });

    /// <summary>The frame of a result.</summary>
    public static byte[] Reply(byte[] result) => Write(writer =>
    {
        var payload = FrameWriter.BeginResult(writer, CallId.Mark);
        writer.Append(result);
        FrameWriter.EndPayload(writer, payload);
    });

    /// <summary>The frame of a declared fault.</summary>
    public static byte[] Fault(byte[] detail, string name = nameof(Refusal)) => Write(writer =>
    {
        var payload = FrameWriter.BeginFault(writer, CallId.Mark, RpcStatusCode.FailedPrecondition, "refused", name);
        writer.Append(detail);
        FrameWriter.EndPayload(writer, payload);
    });

    /// <summary>The frame of a fault without a detail.</summary>
    public static byte[] PlainFault(RpcStatusCode status, CallOutcome outcome) =>
        Write(writer => FrameWriter.WriteFault(writer, CallId.Mark, status, outcome, "failed", "0123456789abcdef"));

    public static byte[] Cancel() => Write(static writer => FrameWriter.WriteCancel(writer, CallId.Mark));

    private static Frame Read(byte[] request)
    {
        ReadOnlyMemory<byte> body = request;
        FuzzFailureException.ThrowIf(!FrameReader.TryRead(ref body, out var frame, out _), "a request of the client is no frame");
        return frame;
    }

    private static byte[] Result(Frame answer)
    {
        FuzzFailureException.ThrowIf(answer.Kind != FrameKind.Result, $"a valid request has no result: {answer.Message}");
        return answer.Payload.ToArray();
    }

    private static byte[] Write(Action<PooledBufferWriter> write)
    {
        using var writer = PooledBufferWriter.Rent(Limit);
        write(writer);
        return writer.WrittenSpan.ToArray();
    }
}
