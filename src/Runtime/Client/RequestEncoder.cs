using System.Diagnostics;
using MessagePack;
using TypedRpc.Protocol;
using TypedRpc.Serialization;

namespace TypedRpc.Client;

/// <summary>Encodes a request; what is known only when it is sent is patched then.</summary>
internal static class RequestEncoder
{
    public static void Encode<TArguments, TResult>(
        PooledBufferWriter frame, RpcMethod<TArguments, TResult> method, in TArguments arguments, IReadOnlyDictionary<string, string>? headers, ActivityContext trace)
    {
        var payload = FrameWriter.BeginCall(frame, method.Info.FullNameUtf8.Span, headers, trace);
        var writer = new MessagePackWriter(frame);
        method.WriteArguments(ref writer, in arguments);
        writer.Flush();
        FrameWriter.EndPayload(frame, payload);
    }
}
