using BenchmarkDotNet.Attributes;
using TypedRpc.Protocol;
using TypedRpc.Serialization;

namespace TypedRpc.MicroBenchmarks.Frames;

/// <summary>Frames around a payload of 128 bytes: what the protocol adds to each call.</summary>
[MemoryDiagnoser]
public class FrameBenchmarks : IDisposable
{
    private const ulong CallId = 0x0123_4567_89AB_CDEF;

    private readonly byte[] _payload = new byte[128];
    private readonly PooledBufferWriter _buffer = PooledBufferWriter.Rent(1024);
    private byte[] _call = [];
    private byte[] _result = [];

    [GlobalSetup]
    public void SetUp()
    {
        WriteCall();
        _call = _buffer.WrittenSpan.ToArray();
        WriteResult();
        _result = _buffer.WrittenSpan.ToArray();
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _buffer.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark]
    public int WriteCall()
    {
        _buffer.Truncate(0);
        return End(FrameWriter.BeginCall(_buffer, "Measured/Echo"u8, null, default));
    }

    [Benchmark]
    public int WriteResult()
    {
        _buffer.Truncate(0);
        return End(FrameWriter.BeginResult(_buffer, CallId));
    }

    [Benchmark]
    public void PatchCall() => FrameWriter.PatchCall(_call, CallId, 30_000, 1);

    [Benchmark]
    public int ReadCall() => Read(_call);

    [Benchmark]
    public int ReadResult() => Read(_result);

    private int End(int position)
    {
        _payload.CopyTo(_buffer.GetSpan(_payload.Length));
        _buffer.Advance(_payload.Length);
        FrameWriter.EndPayload(_buffer, position);
        return _buffer.WrittenCount;
    }

    private static int Read(ReadOnlyMemory<byte> body) =>
        FrameReader.TryRead(ref body, out var frame, out var error) ? frame.Payload.Length : throw new InvalidOperationException(error);
}
