using System.Diagnostics;
using TypedRpc.TestSupport;

namespace TypedRpc.Behaviour;

/// <summary>The table of errors: one test a row.</summary>
public abstract class ErrorTests : BehaviourTests
{
    [Fact]
    [Trait("Fault", "B8")]
    public async Task Nothing_bound_is_Unavailable_and_not_executed_at_once()
    {
        var closed = ClientConnection.CreateClient<IClosed>();
        await FailsAsync(closed.KnockAsync, RpcStatusCode.Unavailable, CallOutcome.NotExecuted);
        var started = Stopwatch.GetTimestamp();
        var exception = await FailsAsync(closed.KnockAsync, RpcStatusCode.Unavailable, CallOutcome.NotExecuted);
        Milliseconds(started).ShouldBeLessThan(1000);
        exception.Message.ShouldContain("Closed/Knock");
    }

    [Fact]
    public async Task A_one_way_call_that_nothing_is_bound_for_says_so() =>
        await FailsAsync(async () => await ClientConnection.CreateClient<IClosed>().LeaveNoteAsync("hello"), RpcStatusCode.Unavailable, CallOutcome.NotExecuted);

    [Fact]
    [Trait("Fault", "D14")]
    [Trait("Fault", "D12")]
    public async Task An_unknown_method_of_a_running_service_is_Unimplemented_and_not_executed()
    {
        var exception = await FailsAsync(() => ClientConnection.CreateClient<IWorkbenchNext>().PolishAsync("top"), RpcStatusCode.Unimplemented, CallOutcome.NotExecuted);
        exception.Message.ShouldContain("Polish");
    }

    [Fact]
    [Trait("Fault", "C2")]
    public async Task A_passed_deadline_is_DeadlineExceeded_with_an_unknown_outcome_and_fires_the_handlers_token()
    {
        var started = Stopwatch.GetTimestamp();
        await FailsAsync(() => Client.ImpatientAsync("late", Token), RpcStatusCode.DeadlineExceeded, CallOutcome.Unknown);
        Milliseconds(started).ShouldBeInRange(150, 1500);
        await Eventually.TrueAsync(() => Bench.Cancelled.Contains("late"), Soon);
        await QueueIsEmptyAsync();
    }

    [Fact]
    [Trait("Fault", "C1")]
    public async Task A_request_that_waited_past_its_deadline_is_not_executed()
    {
        await ServerConnection.DisposeAsync();
        await FailsAsync(() => Client.With(timeout: TimeSpan.FromMilliseconds(200)).EchoAsync("stale", Token), RpcStatusCode.DeadlineExceeded, CallOutcome.Unknown);
        var second = await ConnectAsync();
        await second.ServeAsync<IWorkbench>(Bench, cancellationToken: Token);
        await Client.EchoAsync("fresh", Token);
        Bench.Executed.ShouldBe(["fresh"]);
    }

    [Fact]
    public async Task Cancellation_ends_the_call_at_once_and_fires_the_handlers_token()
    {
        using var source = new CancellationTokenSource();
        var call = Client.WaitAsync("cancelled", source.Token);
        await ExecutedAsync("cancelled");
        var started = Stopwatch.GetTimestamp();
        await source.CancelAsync();
        (await Should.ThrowAsync<OperationCanceledException>(call)).CancellationToken.ShouldBe(source.Token);
        await Eventually.TrueAsync(() => Bench.Cancelled.Contains("cancelled"), Soon);
        Milliseconds(started).ShouldBeLessThan(1000);
        ClientConnection.PendingCalls.ShouldBe(0);
    }

    [Fact]
    public async Task A_call_with_a_token_that_has_fired_is_not_sent()
    {
        await Should.ThrowAsync<OperationCanceledException>(Client.EchoAsync("never", new CancellationToken(canceled: true)));
        await Client.EchoAsync("after", Token);
        Bench.Executed.ShouldBe(["after"]);
    }

    [Fact]
    [Trait("Fault", "D5")]
    public async Task A_request_over_the_limit_is_refused_before_it_is_sent()
    {
        var exception = await FailsAsync(() => Client.HashAsync(new byte[5 * 1024 * 1024], Token), RpcStatusCode.ResourceExhausted, CallOutcome.NotExecuted);
        exception.Message.ShouldContain("MaxMessageSize");
        (await Client.HashAsync(new byte[3 * 1024 * 1024], Token)).Length.ShouldBe(32);
    }

    [Fact]
    [Trait("Fault", "B18")]
    [Trait("Fault", "D6")]
    public async Task A_reply_over_the_limit_is_an_error_that_says_the_handler_ran() =>
        await FailsAsync(() => Client.LargeAsync(5 * 1024 * 1024), RpcStatusCode.ResourceExhausted, CallOutcome.Executed);

    [Fact]
    [Trait("Fault", "B18")]
    public async Task An_argument_that_cannot_be_encoded_fails_before_it_is_sent() =>
        await FailsAsync(() => Client.FindAsync("x", new Parcel("bad", 1, new Unencodable())), RpcStatusCode.Internal, CallOutcome.NotExecuted);

    [Fact]
    [Trait("Fault", "B18")]
    [Trait("Fault", "D14")]
    public async Task Arguments_that_the_server_cannot_decode_are_Internal_and_not_executed()
    {
        var next = ClientConnection.CreateClient<IWorkbenchNext>();
        await FailsAsync(async () => await next.AddAsync("one", "two"), RpcStatusCode.Internal, CallOutcome.NotExecuted);
        (await FailsAsync(() => next.WaitAsync(), RpcStatusCode.Internal, CallOutcome.NotExecuted)).Message.ShouldContain("gate");
        await QueueIsEmptyAsync();
    }

    [Fact]
    [Trait("Fault", "D14")]
    public async Task A_result_that_the_client_cannot_decode_is_Internal_and_executed() =>
        await FailsAsync(() => ClientConnection.CreateClient<IWorkbenchNext>().NothingAsync(), RpcStatusCode.Internal, CallOutcome.Executed);

    [Fact]
    public async Task A_refusal_reaches_the_caller_with_its_code_and_text()
    {
        var exception = await FailsAsync(() => Client.FailAsync("refusal"), RpcStatusCode.NotFound, CallOutcome.Executed);
        exception.Message.ShouldBe("There is no such thing.");
    }

    [Fact]
    public async Task A_declared_fault_is_caught_as_its_type()
    {
        var fault = await Should.ThrowAsync<RpcFaultException<OutOfStock>>(() => Client.FailAsync("fault"));
        fault.Detail.ShouldBe(new OutOfStock("bolt", 3));
        (fault.StatusCode, fault.Outcome).ShouldBe((RpcStatusCode.FailedPrecondition, CallOutcome.Executed));
    }

    [Fact]
    public async Task An_undeclared_fault_travels_without_its_detail()
    {
        var exception = await FailsAsync(() => Client.FailAsync("undeclared"), RpcStatusCode.Aborted, CallOutcome.Executed);
        exception.ShouldBeOfType<RpcException>();
    }

    [Theory]
    [Trait("Fault", "D1")]
    [Trait("Fault", "F8")]
    [InlineData("anything else")]
    [InlineData("runtime")]
    public async Task Any_other_exception_is_Internal_with_an_id_and_without_its_text(string kind)
    {
        var exception = await FailsAsync(() => Client.FailAsync(kind), RpcStatusCode.Internal, CallOutcome.Executed);
        exception.ErrorId.ShouldNotBeNullOrEmpty();
        exception.Message.ShouldContain(exception.ErrorId!);
        exception.ToString().ShouldNotContain("swordfish");
        exception.Message.ShouldNotContain("nested");
    }

    [Fact]
    public async Task Exception_details_reach_the_caller_only_when_asked_for()
    {
        await ServerConnection.DisposeAsync();
        var open = await ConnectAsync(static options => options.IncludeExceptionDetails = true);
        await open.ServeAsync<IWorkbench>(Bench, cancellationToken: Token);
        var exception = await FailsAsync(() => Client.FailAsync("anything else"), RpcStatusCode.Internal, CallOutcome.Executed);
        exception.Message.ShouldContain("swordfish");
    }

    [Fact]
    [Trait("Fault", "D24")]
    public async Task A_handler_that_fails_a_one_way_call_neither_blocks_nor_repeats_it()
    {
        await Client.NoteAsync("fail");
        await Client.NoteAsync("next");
        await Eventually.TrueAsync(() => Bench.Notes.Contains("next"), Soon);
        await QueueIsEmptyAsync();
        Bench.Notes.Count(static note => note == "fail").ShouldBe(1);
    }

    [Fact]
    [Trait("Fault", "C12")]
    public async Task A_client_that_is_disposed_ends_its_pending_calls()
    {
        var call = Client.WaitAsync("disposed", Token);
        await ExecutedAsync("disposed");
        await ClientConnection.DisposeAsync();
        await FailsAsync(() => call, RpcStatusCode.Cancelled, CallOutcome.Unknown);
        await FailsAsync(() => Client.EchoAsync("x", Token), RpcStatusCode.Unavailable, CallOutcome.NotExecuted);
        await Eventually.TrueAsync(() => Bench.Cancelled.Contains("disposed"), Soon);
    }

    [Fact]
    public async Task Waiting_for_a_server_succeeds_when_one_comes()
    {
        await ServerConnection.DisposeAsync();
        var closed = ClientConnection.CreateClient<IClosed>().With(waitForReady: true).KnockAsync();
        var server = await ConnectAsync();
        await server.ServeAsync<IClosed>(new Porter(), cancellationToken: Token);
        (await closed).ShouldBe("open");
    }

    private sealed class Porter : IClosed
    {
        public Task<string> KnockAsync() => Task.FromResult("open");

        public ValueTask LeaveNoteAsync(string text) => default;
    }

    private sealed class Unencodable : IReadOnlyList<string>
    {
        public int Count => 1;

        public string this[int index] => throw new InvalidOperationException("cannot be encoded");

        public IEnumerator<string> GetEnumerator() => throw new InvalidOperationException("cannot be encoded");

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
