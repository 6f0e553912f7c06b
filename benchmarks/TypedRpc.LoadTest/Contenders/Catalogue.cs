using TypedRpc.LoadTest.Contenders.Grpc;
using TypedRpc.LoadTest.Contenders.HandWritten;
using TypedRpc.LoadTest.Contenders.MassTransit;
using TypedRpc.LoadTest.Contenders.Nats;
using TypedRpc.LoadTest.Contenders.TypedRpc;

namespace TypedRpc.LoadTest.Contenders;

/// <summary>All contenders, in the order of the tables.</summary>
internal static class Catalogue
{
    public const string HandWritten = "handwritten";
    public const string DirectReplyTo = "directreplyto";
    public const string TypedRpc = "typedrpc";
    public const string Single = "typedrpc-single";
    public const string Traced = "typedrpc-traced";
    public const string MassTransit = "masstransit";
    public const string Grpc = "grpc";
    public const string Nats = "nats";

    public static IReadOnlyList<IContender> All { get; } =
    [
        new HandWrittenContender(HandWritten, "RabbitMQ.Client, exclusive reply queue", ReplyQueueClient.ConnectAsync),
        new HandWrittenContender(DirectReplyTo, "RabbitMQ.Client, direct reply-to", DirectReplyToClient.ConnectAsync),
        new TypedRpcContender<IDefaultBench, IDefaultSlowBench>(TypedRpc, "TypedRpc, defaults"),
        new TypedRpcContender<ISingleBench, ISingleSlowBench>(Single, "TypedRpc, coalescing off", static options => TypedRpcSettings.OneCallPerMessage(options)),
        new TypedRpcContender<ITracedBench, ITracedSlowBench>(Traced, "TypedRpc, defaults, every span recorded", begin: static () => new SpanRecorder()),
        new MassTransitContender(),
        new GrpcContender(),
        new NatsContender(),
    ];

    public static IContender Get(string name) => All.FirstOrDefault(contender => contender.Name == name)
        ?? throw new ArgumentException($"There is no contender '{name}'; there are {string.Join(", ", All.Select(static contender => contender.Name))}.");
}
