using Microsoft.Extensions.Logging.Abstractions;
using TypedRpc.Binding;
using TypedRpc.Client;
using TypedRpc.Serialization;
using TypedRpc.Tests.Allocations;
using TypedRpc.Transport;

namespace TypedRpc.Tests.Races;

/// <summary>A call that is made while its connection is disposed ends then, not at its deadline.</summary>
[Collection(nameof(AloneCollection))]
public sealed class DisposalRaceTests
{
    private const int Rounds = 5_000;

    private readonly TypedRpcOptions _options = new() { DefaultTimeout = TimeSpan.FromHours(1) };

    [Fact]
    [Trait("Fault", "C12")]
    public async Task A_call_that_meets_the_disposal_ends_with_it()
    {
        await using var transport = new RacingTransport(seed: 1) { Unreliable = false };
        for (var round = 0; round < Rounds; round++)
        {
            using var client = new RpcClient(
                client => new SessionSupervisor(transport, client, [], TimeProvider.System, NullLogger.Instance), _options, new RpcSerializer(_options.GetSerializer()), TimeProvider.System, NullLogger.Instance);
            var contract = RpcContractRegistry.Get<IRace>();
            var proxy = contract.CreateProxy(client.CreateInvoker(contract.Service));
            var there = 0;
            var disposing = Task.Run(() =>
            {
                Meet(ref there);
                Thread.SpinWait(round % 200);
                client.Dispose();
            });
            Meet(ref there);
            var call = proxy.OnceAsync(round);
            await disposing;
            call.IsCompleted.ShouldBeTrue($"round {round}");
            await Should.ThrowAsync<RpcException>(call.AsTask());
            client.PendingCalls.ShouldBe(0);
            await client.Supervisor.DisposeAsync();
        }
    }

    /// <summary>Lets both go on at the same time.</summary>
    private static void Meet(ref int there)
    {
        Interlocked.Increment(ref there);
        while (Volatile.Read(ref there) < 2)
        {
            Thread.SpinWait(1);
        }
    }
}
