using TypedRpc.LoadTest.Brokers;
using TypedRpc.LoadTest.Contenders;
using TypedRpc.LoadTest.Events.Contenders;
using TypedRpc.LoadTest.Events.Scenarios;
using TypedRpc.LoadTest.Load;
using TypedRpc.LoadTest.Running;
using TypedRpc.LoadTest.Scenarios;

namespace TypedRpc.LoadTest.Events.Running;

/// <summary>A consumer that is connected, with its queue, filled before each window.</summary>
internal sealed class ConsumeParticipant(IConsumeClient client, EventPlace place, BrokerSide broker, QueueFiller filler, BrokerSet brokers) : IParticipant
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);
    private static readonly ConsumeScenario Usual = new(200, 128);

    public static async Task<IParticipant> StartAsync(IConsumeContender contender, Uri uri, BrokerSide broker, QueueFiller filler, BrokerSet brokers)
    {
        var place = new EventPlace(EventPlace.Consumed + contender.Name);
        await broker.DeclareExchangeAsync(place);
        return new ConsumeParticipant(await contender.ConnectAsync(uri, place), place, broker, filler, brokers);
    }

    public async Task WarmUpAsync()
    {
        // The queue is there from the first subscription on.
        await (await client.SubscribeAsync(1, new DeliveryCounter(1, 0))).DisposeAsync();
        await MeasureAsync(Usual);
    }

    public async Task<Measurement> MeasureAsync(IScenario scenario)
    {
        var load = (ConsumeScenario)scenario;
        await broker.PurgeAsync(place);
        await filler.FillAsync(place, load.Payload, load.Messages);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var brokerBefore = await brokers.ReadAsync(BrokerKind.RabbitMq);
        var before = ResourceUse.OfThisProcess();
        var deliveries = new DeliveryCounter(load.Messages, load.Payload);
        TimeSpan elapsed;
        ResourceUse used;
        await using (await client.SubscribeAsync(load.Prefetch, deliveries))
        {
            elapsed = await deliveries.Completed.WaitAsync(Timeout);
            used = ResourceUse.OfThisProcess() - before;
        }

        var brokerAfter = await brokers.ReadAsync(BrokerKind.RabbitMq);
        var left = await broker.PurgeAsync(place);
        return left > 0
            ? throw new InvalidDataException($"{left:N0} messages were handled and not acknowledged.")
            : new Measurement
            {
                PerSecond = load.Messages / elapsed.TotalSeconds,
                ClientBytes = used.AllocatedBytes / (double)load.Messages,
                ClientCpu = TimeSpan.FromTicks(used.CpuTicks).TotalMicroseconds / load.Messages,
                BrokerCpu = (brokerAfter?.Cpu - brokerBefore?.Cpu)?.TotalMicroseconds / load.Messages,
                Messages = (brokerAfter?.Messages - brokerBefore?.Messages) / (double)load.Messages,
            };
    }

    public ValueTask DisposeAsync() => client.DisposeAsync();
}
