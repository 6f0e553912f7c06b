using MessagePack;
using TypedRpc.Binding;
using TypedRpc.Events;
using TypedRpc.Serialization;
using TypedRpc.TestSupport;
using TypedRpc.Transport.InMemory;

namespace TypedRpc.Generator.Tests.RoundTrip;

/// <summary>Generated publisher and dispatcher, with nothing between them.</summary>
public sealed class EventRoundTripTests
{
    private static readonly RpcSerializer Serializer = new(MessagePackSerializerOptions.Standard);
    private static readonly Guid Id = new("11111111-2222-3333-4444-555555555555");

    private readonly EchoEvents _subscriber = new();
    private readonly EventDispatcher<IEchoEvents> _dispatcher = EchoEventsRpc.Contract.CreateDispatcher(Serializer);
    private readonly LoopbackPublisher<IEchoEvents> _invoker;
    private readonly IEchoEvents _publisher;

    public EventRoundTripTests()
    {
        _invoker = new LoopbackPublisher<IEchoEvents>(_dispatcher, _subscriber, Serializer);
        _publisher = EchoEventsRpc.Contract.CreatePublisher(_invoker);
    }

    [Fact]
    public async Task Arguments_and_token_reach_the_subscriber()
    {
        using var source = new CancellationTokenSource();
        await _publisher.SaidAsync("hello", source.Token);
        await _publisher.HappenedAsync();

        _subscriber.Heard.ShouldBe(["hello", "happened"]);
        _subscriber.Token.ShouldBe(source.Token);
    }

    [Fact]
    public async Task What_the_key_carries_is_not_in_the_body()
    {
        await _publisher.MovedAsync([1, 2], Id, null, DayOfWeek.Friday, 5, TestContext.Current.CancellationToken);

        _invoker.RoutingKey.ShouldBe($"echo.Friday.{Id}.moved");
        Convert.ToHexString(_invoker.Body).ShouldBe("93920102C005");
        _subscriber.Heard.ShouldBe(["1-2 11111111222233334444555555555555 ? Friday 5"]);
    }

    [Fact]
    public async Task All_may_travel_in_the_key()
    {
        await _publisher.AllInTheKeyAsync("a.b/ü", yes: true, sbyte.MinValue, ulong.MaxValue);

        _invoker.RoutingKey.ShouldBe("all.a%2Eb%2F%C3%BC.true.-128.18446744073709551615");
        Convert.ToHexString(_invoker.Body).ShouldBe("90");
        _subscriber.Heard.ShouldBe(["a.b/ü True -128 18446744073709551615"]);
    }

    [Fact]
    public void The_default_key_follows_from_the_names() =>
        EchoEventsRpc.Contract.Events.Events.Select(static info => info.RoutingKey).ShouldBe(["EchoEvents.Happened", "echo.{day}.{id}.moved", "EchoEvents.Said", "all.{text}.{yes}.{small}.{large}", "EchoEvents.given"]);

    [Fact]
    public async Task Missing_arguments_of_the_body_take_their_default()
    {
        var body = MessagePackSerializer.Serialize<object?[]>([new[] { 3 }, "x"], cancellationToken: TestContext.Current.CancellationToken);
        await DispatchAsync("Moved", $"echo.Monday.{Id}.moved", body);
        _subscriber.Heard.ShouldBe(["3 11111111222233334444555555555555 x Monday 7"]);
    }

    [Theory]
    [InlineData("echo.Noday.11111111-2222-3333-4444-555555555555.moved", "'day'")]
    [InlineData("echo.Monday.1.moved", "'id'")]
    public async Task A_word_that_is_no_value_is_refused(string key, string word)
    {
        var body = MessagePackSerializer.Serialize<object?[]>([new[] { 3 }, "x"], cancellationToken: TestContext.Current.CancellationToken);
        (await Should.ThrowAsync<RpcDecodeException>(() => DispatchAsync("Moved", key, body))).Message.ShouldContain(word);
    }

    [Fact]
    public async Task Events_go_through_a_broker()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var connection = await InMemoryRpcConnection.ConnectAsync(new InMemoryBroker(), cancellationToken: cancellationToken);
        await using var subscription = await connection.SubscribeAsync<IEchoEvents>(_subscriber, static options => options.Ordered = true, cancellationToken);
        var publisher = connection.CreatePublisher<IEchoEvents>();

        await publisher.MovedAsync([1], Id, "x", DayOfWeek.Sunday, cancellationToken: cancellationToken);
        await publisher.AllInTheKeyAsync("#", yes: false, 1, 2);
        await publisher.HappenedAsync();

        await Eventually.TrueAsync(() => _subscriber.Heard.Count == 3);
        _subscriber.Heard.ShouldBe(["1 11111111222233334444555555555555 x Sunday 7", "# False 1 2", "happened"]);
    }

    [Fact]
    public void The_module_initializer_announces_the_contract() => EventContractRegistry.Get<IEchoEvents>().ShouldBeSameAs(EchoEventsRpc.Contract);

    private Task DispatchAsync(string name, string key, byte[] body)
    {
        var info = EchoEventsRpc.Contract.Events.Events.Single(info => info.Name == name);
        return _dispatcher.DispatchAsync(_subscriber, new LoopbackEvent(info, key, body, TestContext.Current.CancellationToken)).AsTask();
    }
}
