using System.Buffers;
using BenchmarkDotNet.Attributes;
using MessagePack;
using TypedRpc.Serialization;

namespace TypedRpc.MicroBenchmarks.Codecs;

/// <summary>What the generated layout of one method takes to write and read its arguments and its result.</summary>
[MemoryDiagnoser]
public abstract class CodecBenchmarks<TArguments, TResult>
{
    private readonly ArrayBufferWriter<byte> _buffer = new(1024);
    private RpcMethod<TArguments, TResult> _method = null!;
    private TArguments _arguments = default!;
    private TResult _result = default!;
    private byte[] _writtenArguments = [];
    private byte[] _writtenResult = [];

    [GlobalSetup]
    public void SetUp()
    {
        (_method, _arguments, _result) = Create(new LayoutCatcher());
        WriteArguments();
        _writtenArguments = _buffer.WrittenSpan.ToArray();
        WriteResult();
        _writtenResult = _buffer.WrittenSpan.ToArray();
    }

    [Benchmark]
    public int WriteArguments()
    {
        _buffer.ResetWrittenCount();
        var writer = new MessagePackWriter(_buffer);
        _method.WriteArguments(ref writer, in _arguments);
        writer.Flush();
        return _buffer.WrittenCount;
    }

    [Benchmark]
    public TArguments ReadArguments()
    {
        var reader = new MessagePackReader(_writtenArguments);
        return _method.ReadArguments(ref reader, reader.ReadArrayHeader());
    }

    [Benchmark]
    public int WriteResult()
    {
        _buffer.ResetWrittenCount();
        var writer = new MessagePackWriter(_buffer);
        _method.WriteResult(ref writer, _result);
        writer.Flush();
        return _buffer.WrittenCount;
    }

    [Benchmark]
    public TResult ReadResult()
    {
        var reader = new MessagePackReader(_writtenResult);
        return _method.ReadResult(ref reader);
    }

    private protected abstract (RpcMethod<TArguments, TResult> Method, TArguments Arguments, TResult Result) Create(LayoutCatcher layouts);
}
