using Microsoft.CodeAnalysis;
using TypedRpc.Generator.Tests.Harness;

namespace TypedRpc.Generator.Tests.Rules;

/// <summary>Rules for those who implement a contract.</summary>
public sealed class HandlerRuleTests
{
    private const string Serving =
        """
        public static class Hosting
        {
            public static void Run(Microsoft.Extensions.Hosting.IHost host) => Microsoft.Extensions.Hosting.TypedRpcHostExtensions.MapRabbitService<Handler>(host);
        }

        """;

    [Theory]
    [InlineData("async ValueTask<int> CountAsync(CancellationToken c) { await Task.Yield(); return Other().[|Result|]; }")]
    [InlineData("ValueTask<int> CountAsync(CancellationToken c) { Task.Delay(1).[|Wait|](); return new(1); }")]
    [InlineData("ValueTask<int> CountAsync(CancellationToken c) => new(Other().GetAwaiter().[|GetResult|]());")]
    [InlineData("ValueTask<int> CountAsync(CancellationToken c) => new(Other().ConfigureAwait(false).GetAwaiter().[|GetResult|]());")]
    [InlineData("ValueTask<int> CountAsync(CancellationToken c) { Thread.[|Sleep|](1); Task.[|WaitAll|](Other()); return new(new ValueTask<int>(1).[|Result|]); }")]
    [InlineData("ValueTask<int> CountAsync(CancellationToken c) { return new(Local()); int Local() => Other().[|Result|]; }")]
    [InlineData("ValueTask<int> CountAsync(CancellationToken c) { var other = Other(); return new(other.[|Result|]); }")]
    public async Task TRPC4006_warns_of_a_handler_that_blocks(string member) =>
        (await UsageHarness.ReportsAsync("TRPC4006", Handler(member))).Descriptor.DefaultSeverity.ShouldBe(DiagnosticSeverity.Warning);

    [Theory]
    [InlineData("async ValueTask<int> CountAsync(CancellationToken c) { var a = Other(); var b = Other(); await Task.WhenAll(a, b); return a.Result + b.Result; }")]
    [InlineData("async ValueTask<int> CountAsync(CancellationToken c) { Task<int>[] all = [Other()]; var a = Other(); await Task.WhenAny([a, Task.Delay(1)]); return a.GetAwaiter().GetResult(); }")]
    [InlineData("async ValueTask<int> CountAsync(CancellationToken c) { var a = Other(); if (a.IsCompletedSuccessfully) return a.Result; return await a; }")]
    [InlineData("ValueTask<int> CountAsync(CancellationToken c) => new(Other().ContinueWith(done => done.Result + 1));")]
    [InlineData("ValueTask<int> CountAsync(CancellationToken c) => new(new Answer().Result); sealed class Answer { public int Result => 1; public void Wait() { } }")]
    public Task TRPC4006_accepts_tasks_that_are_done(string member) => UsageHarness.AcceptsAsync(Handler(member));

    [Fact]
    public async Task TRPC4006_warns_of_a_subscriber_that_blocks() => (await UsageHarness.ReportsAsync(
        "TRPC4006",
        "public class Mailer : IOrderEvents { public ValueTask PlacedAsync(int order, CancellationToken c) { Thread.[|Sleep|](order); return default; } }")).GetMessage().ShouldContain("'IOrderEvents.PlacedAsync");

    [Fact]
    public Task TRPC4006_accepts_what_is_no_handler() => UsageHarness.AcceptsAsync(
        """public class Program { public static int Main(IOrders orders) { Thread.Sleep(1); return orders.CountAsync().AsTask().Result; } public int CountAsync(CancellationToken c) => Task.FromResult(1).Result; }""");

    [Theory]
    [InlineData("public Task PlaceAsync(int order, CancellationToken c) => throw [|new RpcFaultException<string>(\"\")|];", "[Fault<string>]")]
    [InlineData("public async Task PlaceAsync(int order, CancellationToken c) { await Task.Yield(); throw [|new RpcFaultException<int>(1)|]; }", "[Fault<int>]")]
    [InlineData("public Task CancelAsync(int order) => throw [|new RpcFaultException<int>(1)|];", "[Fault<int>]")]
    [InlineData("public Task<int> FindAsync(int order, string name, CancellationToken c) => throw [|new RpcFaultException<int>(1)|];", "[Fault<int>]")]
    [InlineData("Task IOrders.PlaceAsync(int order, CancellationToken c) { var fault = new RpcFaultException<int>(1); throw [|fault|]; }", "[Fault<int>]")]
    public async Task TRPC4009_warns_of_a_fault_that_the_contract_does_not_declare(string member, string advice) =>
        (await UsageHarness.ReportsAsync("TRPC4009", Abstract(member))).GetMessage().ShouldContain(advice);

    [Theory]
    [InlineData("public Task CancelAsync(int order) => throw new RpcFaultException<string>(\"\");")]
    [InlineData("public Task LogAsync(string text) => throw new RpcFaultException<int>(1);")]
    [InlineData("public Task PlaceAsync(int order, CancellationToken c) => throw new RpcException(RpcStatusCode.NotFound, \"\");")]
    [InlineData("public Task PlaceAsync(int order, CancellationToken c) { try { throw new RpcFaultException<int>(1); } catch (RpcFaultException<int>) { return Task.CompletedTask; } }")]
    [InlineData("public void Help() => throw new RpcFaultException<int>(1);")]
    [InlineData("public Task PlaceAsync(int order, CancellationToken c) => throw new Odd<int>(); private sealed class Odd<T> : Exception;")]
    [InlineData("public Task PlaceAsync(int order, CancellationToken c) => Task.Run(() => { throw new RpcFaultException<int>(1); });")]
    [InlineData("public Task PlaceAsync(int order, CancellationToken c) { try { return Task.CompletedTask; } catch (RpcFaultException<int>) { throw; } }")]
    public Task TRPC4009_accepts_declared_faults_and_what_no_caller_sees(string member) => UsageHarness.AcceptsAsync(Abstract(member));

    [Fact]
    public Task TRPC4009_accepts_a_subscriber_that_throws() => UsageHarness.AcceptsAsync(
        "public class Mailer : IOrderEvents { public ValueTask PlacedAsync(int order, CancellationToken c) => throw new RpcFaultException<int>(order); }");

    [Theory]
    [InlineData("async ValueTask<int> CountAsync(CancellationToken c) => await orders.[|FindAsync|](1, cancellationToken: c);")]
    [InlineData("async ValueTask<int> CountAsync(CancellationToken c) { return await Local(); Task<int> Local() => orders.With(waitForReady: true).[|FindAsync|](1, \"\", c); }")]
    public async Task TRPC4010_warns_of_a_handler_that_calls_its_own_service(string member) =>
        (await UsageHarness.ReportsAsync("TRPC4010", Serving + Handler(member))).GetMessage().ShouldContain("'IOrders', its own service");

    [Fact]
    public Task TRPC4010_knows_handlers_that_are_served_without_a_host() => UsageHarness.ReportsAsync(
        "TRPC4010",
        Handler("async ValueTask<int> CountAsync(CancellationToken c) => await orders.[|FindAsync|](1, cancellationToken: c);")
        + "public static class Program { public static Task Run(RpcConnection connection) => connection.ServeAsync<IOrders>(new Handler(null!)); }");

    [Theory]
    [InlineData("(IOrders)new Handler(null!)")]
    [InlineData("configure: static options => { }, implementation: new Handler(null!)")]
    public Task TRPC4010_finds_the_class_that_is_served(string arguments) => UsageHarness.ReportsAsync(
        "TRPC4010",
        Handler("async ValueTask<int> CountAsync(CancellationToken c) => await orders.[|FindAsync|](1, cancellationToken: c);")
        + $$"""public static class Program { public static Task Run(RpcConnection connection) => connection.ServeAsync<IOrders>({{arguments}}); }""");

    [Theory]
    [InlineData("ValueTask<int> CountAsync(CancellationToken c) { Func<Task> later = () => orders.FindAsync(1, \"\", c); return new(later is null ? 0 : 1); }")]
    [InlineData("async ValueTask<int> CountAsync(CancellationToken c) { await orders.LogAsync(\"\"); return 1; }")]
    [InlineData("async ValueTask<int> CountAsync(CancellationToken c) => await FindAsync(1, \"\", c) + await ((IOrders)this).FindAsync(1, \"\", c);")]
    [InlineData("async ValueTask<int> CountAsync(CancellationToken c) => await new Handler(orders).FindAsync(1, \"\", c);")]
    [InlineData("async ValueTask<int> CountAsync(CancellationToken c) => await stock.CountAsync(c); static readonly IStock stock = null!;")]
    [InlineData("ValueTask<int> CountAsync(CancellationToken c) => default; public async Task<int> Help(CancellationToken c) => await orders.FindAsync(1, \"\", c);")]
    public Task TRPC4010_accepts_other_services_one_way_calls_and_itself(string member) => UsageHarness.AcceptsAsync(
        Serving + Handler(member) + """[RabbitService("stock")] public interface IStock { ValueTask<int> CountAsync(CancellationToken cancellationToken = default); }""");

    [Fact]
    public Task TRPC4010_accepts_a_decorator_of_a_client() =>
        UsageHarness.AcceptsAsync(Handler("async ValueTask<int> CountAsync(CancellationToken c) => await orders.CountAsync(c);"));

    [Fact]
    public Task TRPC4010_accepts_a_class_that_others_map_by_the_same_names() => UsageHarness.AcceptsAsync(
        Handler("async ValueTask<int> CountAsync(CancellationToken c) => await orders.CountAsync(c);")
        + """
        public static class Program
        {
            public static void Run() { MapRabbitService<Handler>(); ServeAsync<IOrders>(new Handler(null!)); }
            private static void MapRabbitService<T>() { }
            private static void ServeAsync<T>(T implementation) { }
        }
        """);

    [Fact]
    public Task TRPC4010_accepts_a_call_of_another_contract_of_the_class() => UsageHarness.AcceptsAsync(
        """
        [RabbitService("shop")] public interface IFoo { Task A(); }
        [RabbitService("shop")] public interface IBar { Task B(); }
        public class Both(IFoo foo) : IFoo, IBar { public Task A() => Task.CompletedTask; public Task B() => foo.A(); }
        public static class Program { public static Task Run(RpcConnection connection) => connection.ServeAsync<IBar>(new Both(null!)); }
        """);

    [Fact]
    public Task TRPC4010_knows_inherited_methods() => UsageHarness.ReportsAsync(
        "TRPC4010",
        """
        public interface IBase { Task A(); }
        [RabbitService("shop")] public interface IFoo : IBase;
        public class Foo(IFoo foo) : IFoo { public Task A() => foo.[|A|](); }
        public static class Program { public static Task Run(RpcConnection connection) => connection.ServeAsync<IFoo>(new Foo(null!)); }
        """);

    private static string Handler(string count) => $$"""
        public class Handler(IOrders orders) : IOrders
        {
            public {{count}}
            public IOrders Orders => orders;
            private static async Task<int> Other() => await Task.FromResult(1);
            public Task PlaceAsync(int order, CancellationToken cancellationToken) => Task.CompletedTask;
            public Task<int> FindAsync(int order, string name, CancellationToken cancellationToken) => Other();
            public Task CancelAsync(int order) => Task.CompletedTask;
            public Task LogAsync(string text) => Task.CompletedTask;
        }
        """;

    /// <summary>A handler with one method of its own; the rest is not there yet.</summary>
    private static string Abstract(string member)
    {
        string[] methods =
        [
            "Task PlaceAsync(int order, CancellationToken cancellationToken)",
            "ValueTask<int> CountAsync(CancellationToken cancellationToken)",
            "Task<int> FindAsync(int order, string name, CancellationToken cancellationToken)",
            "Task CancelAsync(int order)",
            "Task LogAsync(string text)",
        ];
        var rest = methods.Where(method => !member.Contains(method[..(method.IndexOf('(', StringComparison.Ordinal) + 1)].Split(' ')[1], StringComparison.Ordinal));
        return $$"""public abstract class Handler : IOrders { {{member}} {{string.Concat(rest.Select(static method => $"public abstract {method};"))}} }""";
    }
}
