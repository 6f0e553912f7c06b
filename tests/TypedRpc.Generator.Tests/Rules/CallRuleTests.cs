using Microsoft.CodeAnalysis;
using TypedRpc.Generator.Tests.Harness;

namespace TypedRpc.Generator.Tests.Rules;

/// <summary>Rules for those who call a contract.</summary>
public sealed class CallRuleTests
{
    private const string Polly =
        """
        namespace Polly
        {
            public class ResiliencePipeline { public Task<T> ExecuteAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken token = default) => call(token); public Task ExecuteAsync(Func<CancellationToken, Task> call) => call(default); }
            public class ResiliencePipelineBuilder
            {
                public ResiliencePipelineBuilder AddRetry(object options) => this;
                public ResiliencePipelineBuilder AddHedging(object options) => this;
                public ResiliencePipelineBuilder AddTimeout(TimeSpan time) => this;
                public ResiliencePipeline Build() => new();
            }
        }
        namespace Polly { public class Circuit { public Circuit AddRetry(object options) => this; public Task ExecuteAsync(Func<Task> call) => call(); } }
        namespace Mine { public class ResiliencePipeline { public ResiliencePipeline AddRetry(object options) => this; public Task ExecuteAsync(Func<Task> call) => call(); } }
        namespace Polly.Retry { public class AsyncRetryPolicy { public Task ExecuteAsync(Func<Task> call) => call(); } }
        namespace Polly.Timeout { public class AsyncTimeoutPolicy { public Task ExecuteAsync(Func<Task> call) => call(); } }

        """;

    [Theory]
    [InlineData("void Run(IOrders orders) { orders.[|PlaceAsync|](1); }")]
    [InlineData("void Run(IOrders orders) { orders.With(timeout: TimeSpan.Zero).[|CountAsync|](); }")]
    [InlineData("void Run(IOrders orders) => orders.[|LogAsync|](\"\");")]
    [InlineData("void Run(IOrders? orders) { orders?.[|PlaceAsync|](1); }")]
    [InlineData("void Run(IOrders orders) { orders.[|CountAsync|]().AsTask().ConfigureAwait(false); }")]
    [InlineData("void Run(IOrderEvents events) { events.[|PlacedAsync|](1); }")]
    [InlineData("Action Run(IOrders orders) => () => orders.[|PlaceAsync|](1);")]
    [InlineData("void Run(object other) { ((IOrders)other).[|PlaceAsync|](1); }")]
    [InlineData("async Task RunAsync(List<IOrders> all) { await Task.Yield(); all.ForEach(orders => orders.[|PlaceAsync|](1)); }")]
    public async Task TRPC4001_warns_of_a_call_that_nobody_awaits(string member) =>
        (await UsageHarness.ReportsAsync("TRPC4001", Class(member))).Descriptor.DefaultSeverity.ShouldBe(DiagnosticSeverity.Warning);

    [Theory]
    [InlineData("Task Run(IOrders orders) => orders.PlaceAsync(1);")]
    [InlineData("async Task RunAsync(IOrders orders) { await orders.PlaceAsync(1); await orders.CountAsync().ConfigureAwait(false); }")]
    [InlineData("void Run(IOrders orders) { _ = orders.PlaceAsync(1); var later = orders.CountAsync(); Task.WhenAll(orders.LogAsync(\"\")); }")]
    [InlineData("Func<Task> Run(IOrders orders) => () => orders.PlaceAsync(1);")]
    [InlineData("void Run(IOrders orders) { Preserve(orders.PlaceAsync(1)); } static void Preserve(Task task) { }")]
    [InlineData("async Task RunAsync(IOrderEvents events) { await events.PlacedAsync(1); _ = events.PlacedAsync(2); }")]
    [InlineData("void Run(IOther other) { other.A(); } public interface IOther { Task A(); }")]
    [InlineData("void Run(Fake fake) { fake.PlaceAsync(1); } public class Fake { public Task PlaceAsync(int order) => Task.CompletedTask; }")]
    public Task TRPC4001_accepts_tasks_that_somebody_keeps_and_other_calls(string member) => UsageHarness.AcceptsAsync(Class(member));

    [Theory]
    [InlineData("Task Run(IOrders orders, CancellationToken token) => orders.[|PlaceAsync|](1);")]
    [InlineData("async Task RunAsync(IOrders orders, CancellationToken token) { var f = await orders.[|FindAsync|](1) + await orders.With(waitForReady: true).[|CountAsync|](); }")]
    [InlineData("Task Run(IOrders orders, CancellationToken token) { return All(() => orders.[|PlaceAsync|](1)); } static Task All(Func<Task> call) => call();")]
    [InlineData("Task Run(IOrders orders) { return All(token => orders.[|PlaceAsync|](1)); } static Task All(Func<CancellationToken, Task> call) => call(default);")]
    [InlineData("Task Run(IOrders orders, CancellationToken token) { return Local(); Task Local() => orders.[|PlaceAsync|](1); }")]
    public async Task TRPC4002_warns_of_a_token_that_is_not_passed(string member) =>
        (await UsageHarness.ReportsAsync("TRPC4002", Class(member))).GetMessage().ShouldStartWith("'token' is not passed to 'IOrders.");

    [Theory]
    [InlineData("Task Run(IOrders orders, CancellationToken token) => orders.PlaceAsync(1, token);")]
    [InlineData("Task Run(IOrders orders, CancellationToken token) => orders.PlaceAsync(1, CancellationToken.None);")]
    [InlineData("Task Run(IOrders orders, CancellationToken token) => orders.PlaceAsync(1, default);")]
    [InlineData("Task Run(IOrders orders) => orders.PlaceAsync(1);")]
    [InlineData("Task Run(IOrders orders, CancellationToken token) => orders.CancelAsync(1);")]
    [InlineData("Task Run(IOrders orders, CancellationToken token) { return Local(orders); static Task Local(IOrders orders) => orders.PlaceAsync(1); }")]
    [InlineData("ValueTask Run(IOrderEvents events, CancellationToken token) => events.PlacedAsync(1);")]
    [InlineData("Task Run(IOrders orders) { return All(_ => orders.PlaceAsync(1)); } static Task All(Func<CancellationToken, Task> call) => call(default);")]
    [InlineData("Task Run(Fake fake, CancellationToken token) => fake.PlaceAsync(1); public class Fake { public Task PlaceAsync(int order, CancellationToken token = default) => Task.CompletedTask; }")]
    public Task TRPC4002_accepts_what_is_written_down_and_calls_without_a_token_in_scope(string member) => UsageHarness.AcceptsAsync(Class(member));

    [Theory]
    [InlineData("Task Run(Polly.Retry.AsyncRetryPolicy policy, IOrders orders) => policy.ExecuteAsync(() => orders.[|CancelAsync|](1));")]
    [InlineData("Task Run(Polly.Retry.AsyncRetryPolicy policy, IOrders orders) => policy.ExecuteAsync(async () => { await orders.[|CancelAsync|](1); });")]
    [InlineData("static readonly Polly.ResiliencePipeline Pipeline = new Polly.ResiliencePipelineBuilder().AddRetry(1).Build(); Task Run(IOrders orders) => Pipeline.ExecuteAsync(token => orders.[|PlaceAsync|](1, token));")]
    [InlineData("Task Run(IOrders orders) => new Polly.ResiliencePipelineBuilder().AddHedging(1).Build().ExecuteAsync(token => orders.[|PlaceAsync|](1, token));")]
    [InlineData("async Task<int> RunAsync(IOrders orders) { var p = new Polly.ResiliencePipelineBuilder().AddTimeout(default).AddRetry(1).Build(); return await p.ExecuteAsync(async token => await orders.[|CountAsync|](token)); }")]
    public async Task TRPC4004_reports_a_retry_of_a_method_that_is_not_idempotent(string member) =>
        (await UsageHarness.ReportsAsync("TRPC4004", Polly + Class(member))).Severity.ShouldBe(DiagnosticSeverity.Error);

    [Theory]
    [InlineData("Task Run(Polly.Retry.AsyncRetryPolicy policy, IOrders orders) => policy.ExecuteAsync(() => orders.FindAsync(1));")]
    [InlineData("Task Run(Polly.Retry.AsyncRetryPolicy policy, IOrderEvents events) => policy.ExecuteAsync(() => events.PlacedAsync(1).AsTask());")]
    [InlineData("Task Run(IOrders orders) => new Polly.Circuit().AddRetry(1).ExecuteAsync(() => orders.CancelAsync(1));")]
    [InlineData("Task Run(IOrders orders) => new Mine.ResiliencePipeline().AddRetry(1).ExecuteAsync(() => orders.CancelAsync(1));")]
    [InlineData("Task Run(Polly.Retry.AsyncRetryPolicy policy, IOrders orders) => policy.ExecuteAsync(Later(orders.CancelAsync(1))); static Func<Task> Later(Task task) => () => task;")]
    [InlineData("Task Run(Polly.Timeout.AsyncTimeoutPolicy policy, IOrders orders) => policy.ExecuteAsync(() => orders.CancelAsync(1));")]
    [InlineData("Task Run(Polly.ResiliencePipeline pipeline, IOrders orders) => pipeline.ExecuteAsync(token => orders.PlaceAsync(1, token));")]
    [InlineData("static readonly Polly.ResiliencePipeline Pipeline = new Polly.ResiliencePipelineBuilder().AddTimeout(default).Build(); Task Run(IOrders orders) => Pipeline.ExecuteAsync(token => orders.PlaceAsync(1, token));")]
    [InlineData("static readonly Polly.ResiliencePipeline Pipeline = new Polly.ResiliencePipelineBuilder().AddRetry((RpcException e) => e.Outcome == CallOutcome.NotExecuted).Build(); Task Run(IOrders orders) => Pipeline.ExecuteAsync(token => orders.PlaceAsync(1, token));")]
    [InlineData("async Task Run(IOrders orders) { for (var i = 0; i < 3; i++) { try { await orders.PlaceAsync(i); } catch (RpcException) { } } }")]
    [InlineData("Task Run(Polly.Retry.AsyncRetryPolicy policy, Fake fake) => policy.ExecuteAsync(() => fake.CancelAsync(1)); public class Fake { public Task CancelAsync(int order) => Task.CompletedTask; }")]
    public Task TRPC4004_accepts_idempotent_methods_and_what_is_not_seen_to_retry(string member) => UsageHarness.AcceptsAsync(Polly + Class(member));

    private static string Class(string member) => $$"""public class Caller { {{string.Concat("internal ", member)}} }""";
}
