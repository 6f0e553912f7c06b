using BenchmarkDotNet.Attributes;
using TypedRpc.Loopback;

namespace TypedRpc.MicroBenchmarks.Calls;

/// <summary>A call through the whole runtime and back, without a broker: invoke, encode, dispatch, reply, complete.</summary>
[MemoryDiagnoser]
public class CallBenchmarks
{
    private const int Concurrent = 64;

    private readonly byte[] _payload = new byte[128];
    private readonly Task[] _loops = new Task[Concurrent];
    private LoopbackConnection _connection = null!;
    private LoopbackConnection _suspending = null!;

    [Params(false, true)]
    public bool ViaThreadPool { get; set; }

    [GlobalSetup]
    public async Task SetUpAsync()
    {
        _connection = await LoopbackConnection.OpenAsync(new Measured(), ViaThreadPool);
        _suspending = await LoopbackConnection.OpenAsync(new MeasuredSuspending(), ViaThreadPool);
    }

    [GlobalCleanup]
    public async Task CleanUpAsync()
    {
        await _connection.DisposeAsync();
        await _suspending.DisposeAsync();
    }

    [Benchmark(Baseline = true)]
    public ValueTask<int> Add() => _connection.Client.AddAsync(1, 2);

    [Benchmark]
    public ValueTask<int> AddSuspending() => _suspending.Client.AddAsync(1, 2);

    [Benchmark]
    public ValueTask<byte[]> Echo128Bytes() => _connection.Client.EchoAsync(_payload);

    [Benchmark]
    public ValueTask<string> Greet() => _connection.Client.GreetAsync("a name of usual length");

    /// <summary>The time of one of 64 calls that are under way at once.</summary>
    [Benchmark(OperationsPerInvoke = Concurrent * CallsPerLoop)]
    public Task Add64AtOnce()
    {
        for (var index = 0; index < Concurrent; index++)
        {
            _loops[index] = LoopAsync(_connection.Client);
        }

        return Task.WhenAll(_loops);
    }

    private const int CallsPerLoop = 64;

    private static async Task LoopAsync(IMeasured client)
    {
        for (var index = 0; index < CallsPerLoop; index++)
        {
            await client.AddAsync(index, 1);
        }
    }
}
