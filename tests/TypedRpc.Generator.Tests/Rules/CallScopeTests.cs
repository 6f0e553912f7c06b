using TypedRpc.Generator.Tests.Harness;

namespace TypedRpc.Generator.Tests.Rules;

/// <summary>Which calls are calls of a contract, and what surrounds them.</summary>
public sealed class CallScopeTests
{
    private const string Polly =
        """
        namespace Polly
        {
            public class ResiliencePipeline { public Task ExecuteAsync(Func<CancellationToken, Task> call) => call(default); }
            public class ResiliencePipelineBuilder { public ResiliencePipelineBuilder AddRetry(object options) => this; public ResiliencePipeline Build() => new(); }
        }
        namespace Polly.Retry { public class AsyncRetryPolicy { public Task ExecuteAsync(Func<Task> call) => call(); public Task Describe(Func<Task> call) => call(); } }
        namespace Own.Retry { public class Policy { public Task ExecuteAsync(Func<Task> call) => call(); } }
        namespace Own.Polly.Retry { public class Policy { public Task ExecuteAsync(Func<Task> call) => call(); } }
        namespace Own.Polly { public class ResiliencePipeline { public ResiliencePipeline AddRetry() => this; public Task ExecuteAsync(Func<Task> call) => call(); } }
        public class OwnPolicy : Polly.Retry.AsyncRetryPolicy;

        """;

    private const string Contracts =
        """
        public interface IBase { Task A(); }
        [RabbitService("derived")] public interface IDerived : IBase { Task B() => A(); void C() { A(); } }
        public interface IServer : IOrders;

        """;

    [Theory]
    [InlineData("void Run(IServer server) { server.[|PlaceAsync|](1); }")]
    [InlineData("void Run(IDerived derived) { derived.[|A|](); }")]
    [InlineData("void Run(IOrders orders) { orders.[|CountAsync|]().Preserve(); }")]
    public Task TRPC4001_knows_calls_through_other_interfaces(string member) => UsageHarness.ReportsAsync("TRPC4001", Contracts + Class(member));

    [Theory]
    [InlineData("void Run(IDerived derived) { derived.B(); }")]
    [InlineData("void Run(IBase other) { other.A(); }")]
    [InlineData("\n#pragma warning disable CS4014\nasync Task Run(IOrders orders) { await Task.Yield(); orders.PlaceAsync(1); }")]
    [InlineData("void Run(IOrders orders) { orders.PlaceAsync(1).ContinueWith(_ => { }); }")]
    public Task TRPC4001_accepts_methods_with_a_body_and_what_the_compiler_reports(string member) => UsageHarness.AcceptsAsync(Contracts + Class(member));

    [Theory]
    [InlineData("Task Run(IOrders orders, in CancellationToken token) => orders.PlaceAsync(1);")]
    [InlineData("Task Run(IOrders orders, CancellationToken token) { return All(static orders => orders.PlaceAsync(1), orders); } static Task All(Func<IOrders, Task> call, IOrders orders) => call(orders);")]
    public Task TRPC4002_accepts_tokens_that_are_out_of_reach(string member) => UsageHarness.AcceptsAsync(Class(member));

    [Theory]
    [InlineData("Task Run(OwnPolicy policy, IOrders orders) => policy.ExecuteAsync(() => orders.[|CancelAsync|](1));")]
    [InlineData("Task Run(Polly.Retry.AsyncRetryPolicy policy, IOrders orders) => policy.ExecuteAsync(() => Task.Run(() => orders.[|CancelAsync|](1)));")]
    [InlineData("static Polly.ResiliencePipeline Pipeline { get; } = new Polly.ResiliencePipelineBuilder().AddRetry(1).Build(); Task Run(IOrders orders) => Pipeline.ExecuteAsync(token => orders.[|PlaceAsync|](1, token));")]
    public Task TRPC4004_knows_every_place_of_a_policy(string member) => UsageHarness.ReportsAsync("TRPC4004", Polly + Class(member));

    [Theory]
    [InlineData("Task Run(Own.Retry.Policy policy, IOrders orders) => policy.ExecuteAsync(() => orders.CancelAsync(1));")]
    [InlineData("Task Run(Own.Polly.Retry.Policy policy, IOrders orders) => policy.ExecuteAsync(() => orders.CancelAsync(1));")]
    [InlineData("Task Run(IOrders orders) => new Own.Polly.ResiliencePipeline().AddRetry().ExecuteAsync(() => orders.CancelAsync(1));")]
    [InlineData("Task Run(Polly.Retry.AsyncRetryPolicy policy, IOrders orders) => policy.Describe(() => orders.CancelAsync(1));")]
    public Task TRPC4004_accepts_policies_of_others_and_what_does_not_execute(string member) => UsageHarness.AcceptsAsync(Polly + Class(member));

    [Theory]
    [InlineData("try { await Task.Yield(); } catch (RpcFaultException<int>) { throw [|new RpcFaultException<int>(1)|]; }")]
    [InlineData("try { throw [|new RpcFaultException<int>(1)|]; } catch (InvalidOperationException) { }")]
    [InlineData("await Task.Yield(); throw [|(Exception)new RpcFaultException<int>(1)|];")]
    public Task TRPC4009_knows_what_is_not_caught(string statements) => UsageHarness.ReportsAsync(
        "TRPC4009",
        $$"""
        public abstract class Handler : IOrders
        {
            public async Task CancelAsync(int order) { await Task.Yield(); {{statements}} }
            public abstract Task PlaceAsync(int order, CancellationToken cancellationToken);
            public abstract ValueTask<int> CountAsync(CancellationToken cancellationToken);
            public abstract Task<int> FindAsync(int order, string name, CancellationToken cancellationToken);
            public abstract Task LogAsync(string text);
        }
        """);

    private static string Class(string member) => $$"""public class Caller { {{(member[0] == '\n' ? member : "internal " + member)}} }""";
}
