using System.Security.Cryptography;
using TypedRpc.LoadTest.Contenders;
using TypedRpc.LoadTest.Events.Contenders;
using TypedRpc.LoadTest.Events.Scenarios;
using TypedRpc.LoadTest.Load;
using TypedRpc.LoadTest.Running;
using TypedRpc.LoadTest.Scenarios;

namespace TypedRpc.LoadTest.Events.Running;

/// <summary>A publisher that is connected, with the queue that its messages go to, emptied before each window.</summary>
internal sealed class PublishParticipant(IPublishContender contender, IPublishClient client, EventPlace place, BrokerSide broker, Window warmUp, Window window) : IParticipant
{
    /// <summary>Batches under way at once: the next is published while the confirms of one come.</summary>
    private const int Batches = 2;

    private static readonly PublishScenario Usual = new(64, 128);

    public static async Task<IParticipant> StartAsync(IPublishContender contender, Uri uri, BrokerSide broker, Window warmUp, Window window)
    {
        var place = new EventPlace(EventPlace.Published + contender.Name);
        await broker.DeclareAsync(place);
        return new PublishParticipant(contender, await contender.ConnectAsync(uri, place), place, broker, warmUp, window);
    }

    public Task WarmUpAsync() => MeasureAsync(warmUp, Usual);

    public Task<Measurement> MeasureAsync(IScenario scenario) => MeasureAsync(window, (PublishScenario)scenario);

    public ValueTask DisposeAsync() => client.DisposeAsync();

    private async Task<Measurement> MeasureAsync(Window length, PublishScenario scenario)
    {
        var callers = contender.InBatches ? Batches : scenario.Concurrency;
        await client.PrepareAsync(callers);
        await broker.PurgeAsync(place);
        var load = new PublishLoad(client, RandomNumberGenerator.GetBytes(scenario.Payload), callers, contender.InBatches ? scenario.Batch : 1);
        var measured = await length.MeasureAsync(BrokerKind.RabbitMq, load);
        var arrived = await broker.PurgeAsync(place);
        return arrived >= load.Completed ? measured : throw new InvalidDataException($"{load.Completed:N0} messages were confirmed, {arrived:N0} are in the queue.");
    }
}
