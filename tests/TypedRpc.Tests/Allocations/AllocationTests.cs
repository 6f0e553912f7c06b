using TypedRpc.Loopback;

namespace TypedRpc.Tests.Allocations;

/// <summary>Bytes that a call allocates on its whole way: invoke, encode, decode, dispatch, reply, decode, complete.</summary>
[Collection(nameof(AloneCollection))]
public sealed class AllocationTests
{
    // Bytes a call, a little above what is measured; a change that raises one has to say why.
    // A payload is there twice: as the handler's argument and as the caller's result.
    private const double AddLimit = 310;
    private const double SuspendingAddLimit = 425;
    private const double ThreadsAddLimit = 310;
    private const double EchoLimit = 615;
    private const double GreetLimit = 490;

    // The two payloads and a little; a buffer too many would be another one.
    private const int LargePayload = 256 * 1024;
    private const double LargeLimit = 2.1 * LargePayload;

    private static readonly byte[] Large = new byte[LargePayload];
    private static readonly byte[] Payload = new byte[128];
    private static readonly string Name = new('n', 32);

    [Fact]
    public Task A_call() => AssertAsync(new Measured(), AddAsync, AddLimit);

    [Fact]
    public Task A_call_whose_handler_suspends() => AssertAsync(new MeasuredSuspending(), AddAsync, SuspendingAddLimit);

    [Fact]
    public Task A_call_whose_messages_change_threads() => AssertAsync(new Measured(), AddAsync, ThreadsAddLimit, viaThreadPool: true);

    [Fact]
    public Task A_call_with_128_bytes_each_way() => AssertAsync(new Measured(), EchoAsync, EchoLimit);

    [Fact]
    public Task A_call_with_32_characters_each_way() => AssertAsync(new Measured(), GreetAsync, GreetLimit);

    [Fact]
    public async Task A_call_with_256_KiB_each_way_allocates_the_payloads_only()
    {
        await using var connection = await LoopbackConnection.OpenAsync(new Measured());
        await CallAsync(100);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        await CallAsync(100);
        (((double)GC.GetTotalAllocatedBytes(precise: true) - before) / 100).ShouldBeLessThanOrEqualTo(LargeLimit);

        async Task CallAsync(int calls)
        {
            for (var index = 0; index < calls; index++)
            {
                await connection.Client.EchoAsync(Large);
            }
        }
    }

    private static async Task AssertAsync(IMeasured implementation, Func<IMeasured, int, Task> run, double limit, bool viaThreadPool = false)
    {
        await using var connection = await LoopbackConnection.OpenAsync(implementation, viaThreadPool);
        var bytes = await AllocationMeter.BytesPerCallAsync(connection.Client, run);
        TestContext.Current.TestOutputHelper?.WriteLine($"{bytes:N1} bytes a call");
        bytes.ShouldBeLessThanOrEqualTo(limit, $"{bytes:N1} bytes a call were allocated.");
    }

    private static async Task AddAsync(IMeasured client, int calls)
    {
        for (var index = 0; index < calls; index++)
        {
            await client.AddAsync(index, 1);
        }
    }

    private static async Task EchoAsync(IMeasured client, int calls)
    {
        for (var index = 0; index < calls; index++)
        {
            await client.EchoAsync(Payload);
        }
    }

    private static async Task GreetAsync(IMeasured client, int calls)
    {
        for (var index = 0; index < calls; index++)
        {
            await client.GreetAsync(Name);
        }
    }
}
