using System.Buffers;
using MessagePack;
using TypedRpc.Serialization;
using TypedRpc.Server;

namespace TypedRpc.Generator.Tests.RoundTrip;

/// <summary>A call whose request and response are byte arrays.</summary>
internal sealed class LoopbackCall : ServerCall
{
    private readonly byte[] _request;

    public LoopbackCall(int methodIndex, byte[] request, CancellationToken cancellationToken)
    {
        MethodIndex = methodIndex;
        _request = request;
        CancellationToken = cancellationToken;
    }

    public override int MethodIndex { get; }

    /// <summary>The result, or null when none was written.</summary>
    public byte[]? Response { get; private set; }

    public override IReadOnlyDictionary<string, string> Headers { get; } = new Dictionary<string, string>();

    public override string Method => "";

    public override TimeSpan Remaining => Timeout.InfiniteTimeSpan;

    public override CancellationToken CancellationToken { get; }

    public override bool Redelivered => false;

    public override int Attempt => 1;

    public override string? Caller => null;

    public override TArguments ReadArguments<TArguments, TResult>(RpcMethod<TArguments, TResult> method)
    {
        var reader = new MessagePackReader(_request);
        var count = reader.ReadArrayHeader();
        return method.ReadArguments(ref reader, count);
    }

    public override void WriteResult<TArguments, TResult>(RpcMethod<TArguments, TResult> method, TResult result)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(buffer);
        method.WriteResult(ref writer, result);
        writer.Flush();
        Response = buffer.WrittenSpan.ToArray();
    }
}
