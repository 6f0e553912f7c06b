using TypedRpc.LoadTest.Contenders;
using TypedRpc.LoadTest.Events.Contenders.HandWritten;
using TypedRpc.LoadTest.Events.Contenders.TypedRpc;

namespace TypedRpc.LoadTest.Events.Contenders;

/// <summary>All contenders, in the order of the tables.</summary>
internal static class EventCatalogue
{
    public const string OneByOne = "one-by-one";
    public const string Described = "one-by-one-described";
    public const string OwnChannels = "own-channels";
    public const string Batched = "batched";
    public const string Untracked = "batched-untracked";
    public const string Raw = "typedrpc-raw";
    public const string All = "typedrpc-all";

    public static IReadOnlyList<IPublishContender> Publishing { get; } =
    [
        new PublishContender(OneByOne, "RabbitMQ.Client with its confirm tracking, each caller awaits BasicPublishAsync, one channel for all", false, TrackedPublishClient.ShareChannelAsync),
        new PublishContender(Described, "the same, messages with the properties of an event: content type, id, type, time", false, TrackedPublishClient.DescribedAsync),
        new PublishContender(OwnChannels, "one-by-one, a channel a caller", false, TrackedPublishClient.OwnChannelsAsync),
        new PublishContender(Batched, "RabbitMQ.Client with its confirm tracking, batches awaited together", true, TrackedPublishClient.ShareChannelAsync),
        new PublishContender(Untracked, "RabbitMQ.Client, batches, confirms counted by hand", true, UntrackedPublishClient.ConnectAsync),
        new PublishContender(Catalogue.TypedRpc, "TypedRpc, an event of a contract, each caller awaits it", false, TypedRpcPublishClient.ConnectAsync),
        new PublishContender(Raw, "TypedRpc, Messaging.PublishAsync, each caller awaits it", false, RawPublishClient.ConnectAsync),
        new PublishContender(All, "TypedRpc, Messaging.PublishAllAsync of batches", true, RawPublishClient.ConnectAsync),
    ];

    public static IReadOnlyList<IConsumeContender> Consuming { get; } =
    [
        new ConsumeContender(Catalogue.HandWritten, "RabbitMQ.Client, a consumer that acknowledges in groups", HandWrittenConsumeClient.ConnectAsync),
        new ConsumeContender(Catalogue.TypedRpc, "TypedRpc, a subscriber of a contract, defaults but for the prefetch", TypedRpcConsumeClient.ConnectAsync),
        new ConsumeContender(Raw, "TypedRpc, Messaging.SubscribeAsync, defaults but for the prefetch", RawConsumeClient.ConnectAsync),
    ];

    public static IEnumerable<string> Names => Publishing.Select(static contender => contender.Name).Concat(Consuming.Select(static contender => contender.Name)).Distinct();
}
