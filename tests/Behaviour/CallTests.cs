using System.Security.Cryptography;
using TypedRpc.TestSupport;

namespace TypedRpc.Behaviour;

/// <summary>Calls that succeed.</summary>
public abstract class CallTests : BehaviourTests
{
    [Fact]
    public async Task Every_return_shape_and_every_argument_arrives()
    {
        (await Client.EchoAsync("hallo – 你好", Token)).ShouldBe("hallo – 你好");
        (await Client.AddAsync(1)).ShouldBe(3);
        (await Client.AddAsync(1, 5)).ShouldBe(6);
        await Client.NothingAsync();
        await Client.QuietAsync(Token);
        (await Client.FindAsync(null)).ShouldBeNull();
        (await Client.FindAsync("box"))!.Tags.ShouldBe(["found"]);
        (await Client.FindAsync(null, new Parcel("p", 2, ["a", "b"])))!.Weight.ShouldBe(2);
        var when = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2));
        (await Client.CustomAsync(Guid.Empty, 1.50m, when)).ShouldBe("00000000-0000-0000-0000-000000000000 1.50 2026-01-02T03:04:05.0000000+02:00 Green");
    }

    [Fact]
    public async Task Headers_and_the_verified_caller_reach_the_handler()
    {
        var headers = await Client.With(headers: new Dictionary<string, string> { ["tenant"] = "blue" }).HeadersAsync();
        headers["tenant"].ShouldBe("blue");
        headers["(caller)"].ShouldBe(Broker.User);
        (await Client.HeadersAsync()).ShouldNotContainKey("tenant");
    }

    [Fact]
    [Trait("Fault", "D22")]
    public async Task Headers_are_those_of_the_moment_when_they_were_set()
    {
        var headers = new Dictionary<string, string> { ["tenant"] = "blue" };
        var client = Client.With(headers: headers);
        headers["tenant"] = "red";
        headers["traceparent"] = "forged";
        var received = await client.HeadersAsync();
        received["tenant"].ShouldBe("blue");
        received.ShouldNotContainKey("traceparent");
    }

    [Fact]
    [Trait("Fault", "D22")]
    public void Headers_that_may_not_travel_are_refused_at_once()
    {
        Should.Throw<ArgumentException>(() => Client.With(headers: new Dictionary<string, string> { ["traceparent"] = "00-" })).Message.ShouldContain("traceparent");
        Should.Throw<ArgumentException>(() => Client.With(headers: new Dictionary<string, string> { ["big"] = new('x', 20_000) }));
        Should.Throw<ArgumentOutOfRangeException>(() => Client.With(timeout: TimeSpan.Zero));
        Should.Throw<ArgumentException>(() => ((IWorkbench)Bench).With(timeout: TimeSpan.FromSeconds(1))).Message.ShouldContain(nameof(Workbench));
    }

    [Fact]
    public async Task A_thousand_calls_at_once_to_two_servers_get_their_own_answers()
    {
        var second = await ConnectAsync();
        await second.ServeAsync<IWorkbench>(new Workbench(), cancellationToken: Token);
        await Task.WhenAll(Enumerable.Range(0, 1000).Select(async _ =>
        {
            var payload = RandomNumberGenerator.GetBytes(64);
            (await Client.HashAsync(payload, Token)).ShouldBe(SHA256.HashData(payload));
        }));
        ClientConnection.PendingCalls.ShouldBe(0);
        await QueueIsEmptyAsync();
    }

    [Fact]
    public async Task A_one_way_call_completes_on_the_confirm_and_is_executed()
    {
        await Client.NoteAsync("remember");
        await Eventually.TrueAsync(() => Bench.Notes.Contains("remember"), Soon);
        await QueueIsEmptyAsync();
    }

    [Fact]
    [Trait("Fault", "D11")]
    public async Task A_later_argument_is_skipped_by_an_earlier_server()
    {
        var next = ClientConnection.CreateClient<IWorkbenchNext>();
        (await next.EchoAsync("text", 3, Token)).ShouldBe("text");
    }

    [Fact]
    public async Task A_service_on_a_topic_exchange_is_called_like_any_other()
    {
        await ServerConnection.ServeAsync<ITopical>(new Topical(), cancellationToken: Token);
        var client = ClientConnection.CreateClient<ITopical>();
        (await client.EchoAsync("topic")).ShouldBe("topic");
        (await client.OrderAsync("order")).ShouldBe("order");
        var mistaken = await FailsAsync(() => ClientConnection.CreateClient<ITopicalTwin>().EchoAsync("direct"), RpcStatusCode.Unavailable, CallOutcome.NotExecuted);
        mistaken.Message.ShouldContain("type");
    }

    [Fact]
    [Trait("Fault", "C24")]
    public async Task A_nested_call_inherits_the_time_that_is_left()
    {
        Bench.Next = ServerConnection.CreateClient<IWorkbench>();
        var remaining = await Client.With(timeout: TimeSpan.FromSeconds(3)).RemainingAsync(nested: true);
        remaining.ShouldBeInRange(1, 3000);
        (await Client.RemainingAsync(nested: false)).ShouldBeInRange(3001, Soon.TotalMilliseconds);
    }

    [Fact]
    public async Task Handlers_run_beside_each_other()
    {
        var calls = Enumerable.Range(0, 5).Select(_ => Client.WaitAsync("beside", Token)).ToArray();
        await Eventually.TrueAsync(() => Bench.Executed.Count == 5, Soon);
        Bench.Open("beside");
        await Task.WhenAll(calls);
        Bench.MostAtOnce.ShouldBe(5);
    }

    private sealed class Topical : ITopical
    {
        public Task<string> EchoAsync(string text) => Task.FromResult(text);

        public Task<string> OrderAsync(string text) => Task.FromResult(text);
    }
}
