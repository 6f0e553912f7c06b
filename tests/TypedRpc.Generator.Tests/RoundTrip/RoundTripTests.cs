using MessagePack;
using TypedRpc.Binding;
using TypedRpc.Serialization;
using TypedRpc.Server;

namespace TypedRpc.Generator.Tests.RoundTrip;

/// <summary>Calls through the proxy and the dispatcher that the generator made in this project's build.</summary>
public sealed class RoundTripTests
{
    private static readonly RpcSerializer Serializer = new(MessagePackSerializerOptions.Standard);

    private readonly Echo _echo = new();
    private readonly RpcDispatcher<IEcho> _dispatcher = EchoRpc.Contract.CreateDispatcher(Serializer);
    private readonly LoopbackInvoker<IEcho> _invoker;
    private readonly IEcho _client;

    public RoundTripTests()
    {
        _invoker = new LoopbackInvoker<IEcho>(_dispatcher, _echo, Serializer);
        _client = EchoRpc.Contract.CreateProxy(_invoker);
    }

    [Fact]
    public async Task Arguments_and_token_reach_the_service_and_the_result_comes_back()
    {
        using var source = new CancellationTokenSource();
        (await _client.JoinAsync("a", 2, Guid.Empty, 0.5, "?", source.Token)).ShouldBe("a 2 00000000000000000000000000000000 0.5?");
        _echo.Token.ShouldBe(source.Token);
    }

    [Fact]
    public async Task Every_kind_of_signature_works()
    {
        (await _client.ReverseAsync([1, 2, 3])).ShouldBe([3, 2, 1]);
        (await _client.MaybeAsync(null)).ShouldBeNull();
        (await _client.SumAsync(1, 2, 3, 4, 5, 6, 7, 8, 9)).ShouldBe(45);
        (await _client.NextAsync(DayOfWeek.Monday, TestContext.Current.CancellationToken)).ShouldBe(DayOfWeek.Tuesday);
        await _client.NothingAsync();
        await _client.RecordAsync("x");
        _echo.Recorded.ShouldBe("x");
    }

    [Fact]
    public async Task Arguments_are_a_MessagePack_array()
    {
        await _client.MaybeAsync("x");
        Convert.ToHexString(_invoker.Request).ShouldBe("91A178");
    }

    [Fact]
    public async Task Missing_arguments_take_their_default()
    {
        var request = Arguments("a", 2, Guid.Empty.ToString());
        var call = new LoopbackCall(MethodIndex("Join"), request, TestContext.Current.CancellationToken);
        await _dispatcher.DispatchAsync(_echo, call);
        MessagePackSerializer.Deserialize<string>(call.Response, cancellationToken: TestContext.Current.CancellationToken).ShouldBe("a 2 00000000000000000000000000000000 1.5!");
    }

    [Fact]
    public async Task A_missing_argument_without_default_is_refused() =>
        (await Should.ThrowAsync<RpcDecodeException>(() => DispatchAsync("Join", Arguments("a")))).Message.ShouldContain("'number' is missing");

    [Fact]
    public async Task Nil_for_what_is_not_nullable_is_refused() =>
        (await Should.ThrowAsync<RpcDecodeException>(() => DispatchAsync("Reverse", Arguments([null])))).Message.ShouldContain("'numbers' is nil");

    [Fact]
    public async Task Attributes_that_allow_or_forbid_null_count_more_than_the_type()
    {
        (await _client.LenientAsync(null)).ShouldBeNull();
        (await _client.StrictAsync("x")).ShouldBe("x");
        (await Should.ThrowAsync<RpcDecodeException>(() => DispatchAsync("Strict", Arguments([null])))).Message.ShouldContain("'text' is nil");
    }

    [Fact]
    public void With_makes_a_client_with_the_options()
    {
        _client.With(timeout: TimeSpan.FromSeconds(1), waitForReady: true).ShouldNotBeSameAs(_client);
        _invoker.Options.ShouldBe(new CallOptions { Timeout = TimeSpan.FromSeconds(1), WaitForReady = true });
    }

    [Fact]
    public void The_module_initializer_announces_the_contract() => RpcContractRegistry.Get<IEcho>().ShouldBeSameAs(EchoRpc.Contract);

    [Fact]
    public void Methods_are_in_the_order_of_their_wire_names() =>
        EchoRpc.Contract.Service.Methods.Select(static method => method.Name).ShouldBe(["Join", "Lenient", "Maybe", "Next", "Nothing", "Record", "Reverse", "Strict", "Sum"]);

    private Task DispatchAsync(string method, byte[] request) =>
        _dispatcher.DispatchAsync(_echo, new LoopbackCall(MethodIndex(method), request, TestContext.Current.CancellationToken)).AsTask();

    private static int MethodIndex(string name) => EchoRpc.Contract.Service.Methods.Single(method => method.Name == name).Index;

    private static byte[] Arguments(params object?[] values) => MessagePackSerializer.Serialize(values, cancellationToken: TestContext.Current.CancellationToken);
}
