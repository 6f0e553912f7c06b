using TypedRpc.Generator.Tests.Harness;

namespace TypedRpc.Generator.Tests.Rules;

/// <summary>What blocks a handler, and what only has the name of something that does.</summary>
public sealed class BlockingWaitTests
{
    [Theory]
    [InlineData("Task.[|WaitAny|](Other());")]
    [InlineData("Plain().GetAwaiter().[|GetResult|]();")]
    [InlineData("Plain().AsTask().[|Wait|]();")]
    [InlineData("Task<int> a = Other(), b = Other(); await b; _ = a.[|Result|];")]
    [InlineData("var a = Other(); _ = a.[|Result|]; await a;")]
    [InlineData("var a = Other(); GC.KeepAlive(a); await Task.Yield(); _ = a.[|Result|];")]
    [InlineData("var a = Other(); await Task.Run(() => { GC.KeepAlive(a); }); _ = a.[|Result|];")]
    [InlineData("var a = Other(); if (a.IsFaulted) return; _ = a.[|Result|];")]
    [InlineData("var a = Other(); await Task.FromResult(a.[|Result|]);")]
    [InlineData("new Answer().Start().GetAwaiter().[|GetResult|]();")]
    [InlineData("Other().ConfigureAwait(false).GetAwaiter().[|GetResult|]();")]
    [InlineData("static int Local(Task<int> a) => a.[|Result|]; _ = Local(Other());")]
    public Task TRPC4006_reports_every_way_to_wait(string statements) => UsageHarness.ReportsAsync("TRPC4006", Handler(statements));

    [Theory]
    [InlineData("Answer.WaitAll(Other()); Answer.Sleep(1);")]
    [InlineData("new Answer().Wait(); _ = new Answer().Result; new Answer().GetAwaiter().GetResult();")]
    [InlineData("new Answer().ConfigureAwait(false).GetAwaiter().GetResult();")]
    [InlineData("Thread.Yield(); Other().GetAwaiter().OnCompleted(static () => { });")]
    [InlineData("var a = Other(); await Task.Delay(1); if (a.IsCompleted) _ = a.Result;")]
    [InlineData("static async Task<int> Local(Task<int> a) { await a; return a.Result; } await Local(Other());")]
    public Task TRPC4006_accepts_what_only_has_the_name(string statements) => UsageHarness.AcceptsAsync(Handler(statements));

    [Fact]
    public Task TRPC4006_knows_handlers_that_are_structs() => UsageHarness.ReportsAsync(
        "TRPC4006",
        """
        public struct Handler : IOrders
        {
            public Task CancelAsync(int order) { Thread.[|Sleep|](1); return Task.CompletedTask; }
            public Task PlaceAsync(int order, CancellationToken cancellationToken) => Task.CompletedTask;
            public ValueTask<int> CountAsync(CancellationToken cancellationToken) => new(1);
            public Task<int> FindAsync(int order, string name, CancellationToken cancellationToken) => Task.FromResult(1);
            public Task LogAsync(string text) => Task.CompletedTask;
        }
        """);

    private static string Handler(string statements) => $$"""
        public abstract class Handler : IOrders
        {
            public async Task CancelAsync(int order) { await Task.Yield(); {{statements}} }
            private static async Task<int> Other() => await Task.FromResult(1);
            private static async ValueTask Plain() => await Task.Yield();
            public abstract Task PlaceAsync(int order, CancellationToken cancellationToken);
            public abstract ValueTask<int> CountAsync(CancellationToken cancellationToken);
            public abstract Task<int> FindAsync(int order, string name, CancellationToken cancellationToken);
            public abstract Task LogAsync(string text);
        }
        public sealed class Answer
        {
            public int Result => 1;
            public static void WaitAll(Task task) { }
            public static void Sleep(int time) { }
            public void Wait() { }
            public Task Start() => Task.CompletedTask;
            public Answer ConfigureAwait(bool context) => this;
            public Awaiter GetAwaiter() => new();
        }
        public sealed class Awaiter { public int GetResult() => 1; }
        """;
}
