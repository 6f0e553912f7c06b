using Microsoft.CodeAnalysis;
using TypedRpc.Generator.Tests.Harness;

namespace TypedRpc.Generator.Tests.Rules;

/// <summary>Rules for what an application registers.</summary>
public sealed class RegistrationRuleTests
{
    private const string Types =
        """
        using TypedRpc;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Hosting;
        [RabbitService("x")] public interface IFoo { Task A(); }
        [RabbitEvents("x")] public interface IBar { Task B(); }
        public interface IServer : IFoo;
        public interface IOther;
        public class Other : IOther;

        """;

    private const string Foo = "public class Foo : IFoo { public Task A() => Task.CompletedTask; }\n";
    private const string Bar = "public class Bar : IBar { public Task B() => Task.CompletedTask; }\n";

    [Theory]
    [InlineData("services.AddRabbitClient<[|IOther|]>();", "'IOther' is no contract: AddRabbitClient needs an interface")]
    [InlineData("TypedRpcServiceCollectionExtensions.AddRabbitClient<[|Foo|]>(services);", "'Foo' is no contract")]
    [InlineData("services.AddRabbitClient<[|IServer|]>();", "'IServer' is no contract")]
    [InlineData("connection.CreateClient<[|IOther|]>();", "CreateClient needs")]
    [InlineData("connection?.CreateClient<[|IOther|]>();", "CreateClient needs")]
    [InlineData("_ = connection.ServeAsync<[|IOther|]>(new Other());", "ServeAsync needs")]
    [InlineData("_ = connection.[|ServeAsync|](new Foo());", "'Foo' is no contract: ServeAsync needs")]
    [InlineData("host.MapRabbitService<[|Other|]>();", "'Other' implements no contract")]
    [InlineData("host.MapRabbitService<[|IFoo|]>();", "'IFoo' implements no contract")]
    [InlineData("host.MapRabbitService<[|Bar|]>();", "'Bar' implements no contract: no interface of it is marked [RabbitService]")]
    [InlineData("services.AddRabbitClient<[|IBar|]>();", "'IBar' is no contract: AddRabbitClient needs an interface that is marked [RabbitService]")]
    [InlineData("services.AddRabbitPublisher<[|IFoo|]>();", "'IFoo' is no contract of events: AddRabbitPublisher needs an interface that is marked [RabbitEvents]")]
    [InlineData("connection.CreatePublisher<[|IOther|]>();", "'IOther' is no contract of events: CreatePublisher needs")]
    [InlineData("_ = connection.SubscribeAsync<[|IOther|]>(new Other());", "SubscribeAsync needs")]
    [InlineData("_ = connection.[|SubscribeAsync|](new Bar());", "'Bar' is no contract of events: SubscribeAsync needs")]
    [InlineData("host.MapRabbitSubscriber<[|Foo|]>();", "'Foo' implements no contract of events: no interface of it is marked [RabbitEvents]")]
    public async Task TRPC5002_reports_a_type_that_is_no_contract(string statement, string message)
    {
        var diagnostic = await ReportsAsync("TRPC5002", Foo + Bar + Method(statement), isApplication: false);
        diagnostic.Descriptor.DefaultSeverity.ShouldBe(DiagnosticSeverity.Error);
        diagnostic.GetMessage().ShouldContain(message);
    }

    [Theory]
    [InlineData("services.AddRabbitClient<IFoo>(); connection.CreateClient<IFoo>(); _ = connection.ServeAsync<IFoo>(new Foo()); host.MapRabbitService<Foo>(); host.MapRabbitService<IServer>();")]
    [InlineData("services.AddRabbitPublisher<IBar>(); connection.CreatePublisher<IBar>(); _ = connection.SubscribeAsync<IBar>(new Bar()); host.MapRabbitSubscriber<Bar>();")]
    [InlineData("void Add<T>() where T : class => services.AddRabbitClient<T>(); Add<IFoo>();")]
    [InlineData("CreateClient<IOther>(); static void CreateClient<T>() { }")]
    [InlineData("ServeAsync<IOther>(); static void ServeAsync<T>() { }")]
    [InlineData("AddRabbitClient<IOther>(); static void AddRabbitClient<T>() { }")]
    [InlineData("MapRabbitService<Other>(); static void MapRabbitService<T>() { }")]
    [InlineData("MapRabbitSubscriber<Other>(); static void MapRabbitSubscriber<T>() { }")]
    [InlineData("AddRabbitPublisher<IOther>(); static void AddRabbitPublisher<T>() { }")]
    [InlineData("CreatePublisher<IOther>(); static void CreatePublisher<T>() { }")]
    [InlineData("SubscribeAsync<IOther>(); static void SubscribeAsync<T>() { }")]
    [InlineData("services.AddSingleton<IOther, Other>();")]
    public async Task TRPC5002_accepts_contracts_and_what_it_cannot_know(string statement) =>
        (await AnalyzeAsync(Foo + Bar + Method(statement), isApplication: false)).ShouldBeEmpty();

    [Theory]
    [InlineData("services.AddRabbitClient<[|ILibrary|]>();", "RabbitService", "AddRabbitClient")]
    [InlineData("host.MapRabbitService<[|Implementation|]>();", "RabbitService", "MapRabbitService")]
    [InlineData("services.AddRabbitPublisher<[|ILibrary|]>();", "RabbitEvents", "AddRabbitPublisher")]
    [InlineData("host.MapRabbitSubscriber<[|Implementation|]>();", "RabbitEvents", "MapRabbitSubscriber")]
    public async Task TRPC5004_warns_of_a_contract_that_was_compiled_without_the_generator(string statement, string attribute, string method)
    {
        var library = Sources.EmitLibrary($$"""using TypedRpc; [{{attribute}}("y")] public interface ILibrary { Task A(); } public class LibraryRpc { } """);
        var diagnostic = await ReportsAsync("TRPC5004", "public class Implementation : ILibrary { public Task A() => Task.CompletedTask; }" + Method(statement), isApplication: false, library);
        diagnostic.Descriptor.DefaultSeverity.ShouldBe(DiagnosticSeverity.Warning);
        diagnostic.GetMessage().ShouldBe($"Nothing was generated for 'ILibrary' in 'Library', so '{method}' fails; reference TypedRpc with its analyzers in that project");
    }

    [Fact]
    public async Task TRPC5004_accepts_a_contract_that_was_compiled_with_the_generator()
    {
        var contract = Sources.Compile("""using TypedRpc; namespace N { public class Outer { [RabbitService("y")] public interface ILibrary { Task A(); } } }""");
        GeneratorHarness.CreateDriver().RunGeneratorsAndUpdateCompilation(contract, out var library, out _, TestContext.Current.CancellationToken);
        (await AnalyzeAsync(Method("services.AddRabbitClient<N.Outer.ILibrary>();"), isApplication: false, library.ToMetadataReference())).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("services.AddScoped<Foo>();")]
    [InlineData("Microsoft.Extensions.DependencyInjection.Extensions.ServiceCollectionDescriptorExtensions.TryAddScoped<Foo>(services);")]
    [InlineData("services.AddSingleton<Foo>(); host.MapRabbitService<Mapped>();")]
    public async Task TRPC5001_warns_of_an_implementation_that_nothing_serves(string statement)
    {
        var diagnostic = await ReportsAsync("TRPC5001", Foo.Replace("class Foo", "class [|Foo|]", StringComparison.Ordinal) + Mapped + Method(SetUp + "_ = new Mapped();" + statement), isApplication: true);
        diagnostic.Descriptor.DefaultSeverity.ShouldBe(DiagnosticSeverity.Warning);
        diagnostic.GetMessage().ShouldBe("'Foo' implements 'IFoo', but nothing maps it; call host.MapRabbitService<Foo>()");
    }

    [Fact]
    public Task TRPC5001_warns_of_a_struct_that_nothing_serves() =>
        ReportsAsync("TRPC5001", Foo.Replace("class Foo", "struct [|Foo|]", StringComparison.Ordinal) + Method(SetUp), isApplication: true);

    [Fact]
    public async Task TRPC5001_warns_of_a_subscriber_that_nothing_subscribes() =>
        (await ReportsAsync("TRPC5001", Bar.Replace("class Bar", "class [|Bar|]", StringComparison.Ordinal) + Method(SetUp + "services.AddScoped<Bar>();"), isApplication: true))
            .GetMessage().ShouldBe("'Bar' implements 'IBar', but nothing maps it; call host.MapRabbitSubscriber<Bar>()");

    [Fact]
    public async Task TRPC5001_accepts_a_subscriber_that_is_mapped() =>
        (await AnalyzeAsync(Bar + Method(SetUp + "host.MapRabbitSubscriber<Bar>();"), isApplication: true)).ShouldBeEmpty();

    [Theory]
    [InlineData("host.MapRabbitService<Foo>();")]
    [InlineData("_ = connection.ServeAsync<IFoo>(new Foo());")]
    [InlineData("services.AddSingleton<IFoo, Foo>();")]
    [InlineData("services.AddSingleton(typeof(Foo));")]
    [InlineData("Serve<Foo>(); static void Serve<T>() { }")]
    [InlineData("_ = new List<Foo>();")]
    [InlineData("_ = new Derived();")]
    public async Task TRPC5001_accepts_an_implementation_that_is_used(string statement) =>
        (await AnalyzeAsync(Foo + "public class Derived : Foo;" + Method(SetUp + statement), isApplication: true))
            .ShouldNotContain(static diagnostic => diagnostic.GetMessage(null).Contains("'Foo'"));

    [Fact]
    public async Task TRPC5001_accepts_abstract_classes_and_classes_without_a_contract() =>
        (await AnalyzeAsync("public abstract class Base : IFoo { public abstract Task A(); }" + Method(SetUp), isApplication: true)).ShouldBeEmpty();

    [Fact]
    public async Task TRPC5001_accepts_everything_in_a_library() => (await AnalyzeAsync(Foo + Method(SetUp), isApplication: false)).ShouldBeEmpty();

    [Theory]
    [InlineData("")]
    [InlineData("AddTypedRpc(); static void AddTypedRpc() { }")]
    [InlineData("services.AddRabbitClient<IFoo>();")]
    public async Task TRPC5001_accepts_everything_in_an_application_without_a_connection(string statement) => (await AnalyzeAsync(Foo + Method(statement), isApplication: true)).ShouldBeEmpty();

    [Fact]
    public async Task TRPC5001_warns_in_an_application_with_windows()
    {
        var compilation = Sources.Compile(Types + Foo + Method(SetUp));
        compilation = compilation.WithOptions(compilation.Options.WithOutputKind(OutputKind.WindowsApplication));
        (await GeneratorHarness.AnalyzeAsync(compilation)).ShouldHaveSingleItem().Id.ShouldBe("TRPC5001");
    }

    private const string Mapped = "public class Mapped : IFoo { public Task A() => Task.CompletedTask; }\n";
    private const string SetUp = "services.AddTypedRpc(options => { }); ";

    private static string Method(string statement) =>
        $$"""public static class Program { public static void Main() { } public static void M(IServiceCollection services, IHost host, RpcConnection connection) { {{statement}} } }""";

    private static async Task<Diagnostic> ReportsAsync(string id, string markedSource, bool isApplication, params MetadataReference[] references)
    {
        var source = markedSource.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal);
        var diagnostic = (await AnalyzeAsync(source, isApplication, references)).ShouldHaveSingleItem();
        diagnostic.Id.ShouldBe(id);
        var span = diagnostic.Location.SourceSpan;
        span.Start.ShouldBe(Types.Length + markedSource.IndexOf("[|", StringComparison.Ordinal));
        span.End.ShouldBe(Types.Length + markedSource.IndexOf("|]", StringComparison.Ordinal) - "[|".Length);
        return diagnostic;
    }

    private static Task<IReadOnlyList<Diagnostic>> AnalyzeAsync(string source, bool isApplication, params MetadataReference[] references)
    {
        var compilation = Sources.Compile(Types + source).AddReferences(references);
        compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(static diagnostic => diagnostic.DefaultSeverity == DiagnosticSeverity.Error).ShouldBeEmpty();
        return GeneratorHarness.AnalyzeAsync(isApplication ? compilation.AsApplication() : compilation);
    }
}
