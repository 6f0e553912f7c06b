using TypedRpc.Generator.Tests.Harness;

namespace TypedRpc.Generator.Tests.Rules;

/// <summary>What old clients and servers notice of a contract and its methods.</summary>
public sealed class CompatibilityMethodRuleTests
{
    private const string Types =
        """
        [MessagePackObject] public sealed class Order { [Key(0)] public int Id { get; set; } }
        [MessagePackObject] public sealed class Parcel { [Key(0)] public int Number { get; set; } }
        [MessagePackObject] public sealed class Bill { [Key(0)] public string? Text { get; set; } }
        [MessagePackObject] public sealed class Tree { [Key(0)] public Tree[]? Children { get; set; } [Key(1)] public int Id { get; set; } }
        [MessagePackObject] public sealed class Hedge { [Key(0)] public Hedge[]? Children { get; set; } [Key(1)] public int Id { get; set; } }
        public enum Side { Left, Right }
        """;

    [Fact]
    public async Task TRPC3001_reports_a_contract_that_the_baseline_does_not_know()
    {
        var diagnostic = await BaselineHarness.ReportsAsync("TRPC3001", Contract("Task A();"), Contract("Task A();") + """[RabbitService("x")] public interface [|INew|] { Task A(Order order); }""");
        diagnostic.GetMessage().ShouldContain("'INew'");
    }

    [Fact]
    public Task TRPC3001_accepts_a_contract_that_was_renamed_and_kept_its_service_name() =>
        AcceptsAsync("""[RabbitService("x")] public interface IFoo { Task A(); }""", """namespace Other { [RabbitService("x", Name = "Foo")] public interface IBar { Task A(); } }""");

    [Theory]
    [InlineData("Task A();", "Task A(); Task [|B|]();")]
    [InlineData("Task A();", """Task A(); [RabbitMethod("a")] Task [|A|](Order order);""")]
    public Task TRPC3002_reports_a_method_that_the_baseline_does_not_know(string before, string after) => ReportsAsync("TRPC3002", before, after);

    [Fact]
    public async Task TRPC3002_accepts_a_method_with_a_body_and_one_that_is_written_down()
    {
        const string Local = "Task A(); Task B() => Task.CompletedTask;";
        (await BaselineHarness.CompareAsync(Contract("Task A();"), Contract(Local))).ShouldBeEmpty();
        (await BaselineHarness.CompareAsync(Contract("Task A(); Task C();"), Contract("Task C(); Task A();"))).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Task A(); Task B();", "Task A();", "B")]
    [InlineData("""Task A(); [RabbitMethod("b")] Task B();""", "Task A();", "b")]
    public async Task TRPC3003_reports_a_method_that_is_gone(string before, string after, string name)
    {
        var diagnostic = await BaselineHarness.ReportsAsync("TRPC3003", Contract(before), Contract(after, "[|IFoo|]"));
        diagnostic.GetMessage().ShouldContain($"the wire name '{name}'");
        diagnostic.Properties["Added"].ShouldNotBeNull().ShouldStartWith($"*RETIRED* contract x/Foo {name}(");
    }

    [Fact]
    public async Task TRPC3003_reports_a_method_with_another_wire_name_and_TRPC3002_the_new_one() =>
        (await BaselineHarness.CompareAsync(Contract("Task A();"), Contract("Task B();"))).Select(static diagnostic => diagnostic.Id).ShouldBe(["TRPC3003", "TRPC3002"], ignoreOrder: true);

    [Theory]
    [InlineData("Task AAsync(); Task B();", "Task A(); ValueTask BAsync();")]
    [InlineData("""[RabbitMethod("a")] Task B();""", """[RabbitMethod("a")] Task C();""")]
    public Task TRPC3003_accepts_a_method_that_was_renamed_and_kept_its_wire_name(string before, string after) => AcceptsAsync(Contract(before), Contract(after));

    [Theory]
    [InlineData("""[RabbitMethod([|"B"|])] Task C();""")]
    [InlineData("Task [|B|]();")]
    public async Task TRPC3004_reports_a_method_with_a_retired_name(string after)
    {
        var baseline = (await BaselineHarness.WriteAsync(Contract("Task A(); Task B(int old);"))).Replace("contract x/Foo B", "*RETIRED* contract x/Foo B", StringComparison.Ordinal);
        (await BaselineHarness.CheckAsync(baseline, Contract("Task A();"))).ShouldBeEmpty();
        var diagnostic = (await BaselineHarness.CheckAsync(baseline, Contract("Task A(); " + after.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal)))).ShouldHaveSingleItem();
        (diagnostic.Id, diagnostic.GetMessage().Contains("'B'", StringComparison.Ordinal)).ShouldBe(("TRPC3004", true));
    }

    [Fact]
    public async Task TRPC3004_accepts_a_name_that_another_contract_retired()
    {
        const string Other = """[RabbitService("y")] public interface IFoo { Task A(); Task B(); }""";
        (await BaselineHarness.CheckAsync(await BaselineHarness.WriteAsync(Other) + "*RETIRED* contract x/Foo B()\n*RETIRED* contract y/Foo b()\n", Other)).ShouldBeEmpty();
    }

    [Fact]
    public async Task TRPC3004_reports_a_retired_contract()
    {
        var baseline = (await BaselineHarness.WriteAsync(Contract("Task A();"))).Replace("contract x/Foo (", "*RETIRED* contract x/Foo (", StringComparison.Ordinal);
        var compilation = BaselineHarness.Compile(Contract("Task A();"));
        (await BaselineHarness.AnalyzeAsync(compilation, baseline)).ShouldHaveSingleItem().Id.ShouldBe("TRPC3004");
        (await BaselineHarness.CheckAsync(baseline, """[RabbitService("y")] public interface IFoo { Task A(); }""")).ShouldHaveSingleItem().Id.ShouldBe("TRPC3001");
    }

    [Theory]
    [InlineData("Task A(int a, int b);", "Task [|A|](int a);")]
    [InlineData("Task A(int a);", "Task [|A|]();")]
    [InlineData("Task A(int a, int b);", "Task A([|int b|], int a);")]
    [InlineData("Task A(int a, int b);", "Task A([|int c|], int a);")]
    [InlineData("Task A(int a, string b);", "Task A(int a, [|Guid|] b);")]
    [InlineData("Task A(int a);", "Task A([|long|] a);")]
    [InlineData("Task A(long a);", "Task A([|int|] a);")]
    [InlineData("Task A(int a);", "Task A([|int?|] a);")]
    [InlineData("Task A(string a);", "Task A([|string?|] a);")]
    [InlineData("Task A(string? a);", "Task A([|string|] a);")]
    [InlineData("Task A(Order a);", "Task A([|Bill|] a);")]
    [InlineData("Task A(List<Order> a);", "Task A([|Bill[]|] a);")]
    [InlineData("Task A(List<int> a);", "Task A([|int|] a);")]
    [InlineData("Task A(Side a);", "Task A([|long|] a);")]
    [InlineData("Task A(int a);", "Task A(int a, [|int b|]);")]
    [InlineData("Task A(int a = 1);", "Task A([|int a|]);")]
    [InlineData("Task<int> A();", "[|Task<string>|] A();")]
    [InlineData("Task<string> A();", "[|Task<string?>|] A();")]
    [InlineData("Task<int> A();", "[|Task|] A();")]
    [InlineData("Task A();", "[|Task<int>|] A();")]
    public Task TRPC3005_reports_another_signature(string before, string after) => ReportsAsync("TRPC3005", before, after);

    [Theory]
    [InlineData("Task A(int a);", "Task A(int a, string? b = null, CancellationToken token = default);")]
    [InlineData("Task A(int a, int b);", "Task A(int x, int y);")]
    [InlineData("Task A(int a);", "Task A(int a = 5);")]
    [InlineData("Task A(int a = 4);", "Task A(int a = 5);")]
    [InlineData("Task A(Order a);", "Task A(Parcel a);")]
    [InlineData("Task<Tree> A();", "Task<Hedge> A();")]
    [InlineData("Task A(Order[] a);", "ValueTask A(IReadOnlyCollection<Parcel> a);")]
    [InlineData("Task A(Dictionary<string, Order> a);", "Task A(IReadOnlyDictionary<string, Order> a);")]
    [InlineData("Task A(char a, Side b);", "Task A(ushort a, int b);")]
    [InlineData("Task A(ushort a, int b);", "Task A(char a, Side b);")]
    [InlineData("Task A(byte[] a, KeyValuePair<int, string> b);", "Task A(ReadOnlyMemory<byte> a, (int, string) b);")]
    [InlineData("Task<int> A();", "ValueTask<int> A(CancellationToken token);")]
    [InlineData("Task A(CancellationToken token, int a);", "Task A(int a);")]
    [InlineData("Task A();", "[RabbitMethod(TimeoutMilliseconds = 5, Coalesce = false)] Task A();")]
    [InlineData("Task A();", "[Idempotent] Task A();")]
    [InlineData("Task A();", "[Fault<Order>] Task A();")]
    [InlineData("""[Fault<Order>(Name = "No")] Task A();""", """[Fault<Bill>] [Fault<Parcel>(Name = "No")] Task A();""")]
    public Task TRPC3005_accepts_what_the_other_side_understands(string before, string after) => AcceptsAsync(Contract(before), Contract(after));

    [Theory]
    [InlineData("Task A();", "[OneWay] Task [|A|]();")]
    [InlineData("[OneWay] Task A();", "Task [|A|]();")]
    public Task TRPC3008_reports_a_method_that_became_one_way_or_ceased_to_be(string before, string after) => ReportsAsync("TRPC3008", before, after);

    [Fact]
    public Task TRPC3008_accepts_a_method_that_stays_one_way() => AcceptsAsync(Contract("[OneWay] Task A();"), Contract("[OneWay] ValueTask A();"));

    [Fact]
    public Task TRPC3009_reports_a_method_that_is_not_idempotent_any_more() => ReportsAsync("TRPC3009", "[Idempotent] Task A();", "Task [|A|]();");

    [Fact]
    public Task TRPC3009_accepts_a_method_that_becomes_idempotent() => AcceptsAsync(Contract("Task A();"), Contract("[Idempotent] Task A();"));

    [Theory]
    [InlineData("[Fault<Order>] Task A();", "Task [|A|]();")]
    [InlineData("[Fault<Order>] Task A();", """[Fault<Order>(Name = "Sorry")] Task [|A|]();""")]
    [InlineData("""[Fault<Order>(Name = "No")] Task A();""", """[Fault<Bill>(Name = "No")] Task [|A|]();""")]
    public Task TRPC3010_reports_a_fault_that_is_gone_or_another(string before, string after) => ReportsAsync("TRPC3010", before, after);

    [Theory]
    [InlineData("[Fault<Order>] Task A();", """[Fault<Parcel>(Name = "Order")] [Fault<Bill>] Task A();""")]
    [InlineData("[Fault<Bill>] [Fault<Order>] Task A();", "[Fault<Order>] [Fault<Bill>] Task A();")]
    public Task TRPC3010_accepts_more_faults_in_any_order(string before, string after) => AcceptsAsync(Contract(before), Contract(after));

    [Theory]
    [InlineData("Task A();", """[RabbitMethod("A")] Task [|A|]();""")]
    [InlineData("""[RabbitMethod("A")] Task A();""", "Task [|A|]();")]
    public async Task TRPC3016_reports_another_routing_key(string before, string after) => (await ReportsAsync("TRPC3016", before, after)).GetMessage().ShouldContain("The routing key of");

    [Theory]
    [InlineData("", ", ExchangeType = [|RpcExchangeType.Topic|]")]
    [InlineData(", ExchangeType = RpcExchangeType.Topic", "")]
    public async Task TRPC3016_reports_another_exchange_type(string before, string after)
    {
        var diagnostics = await BaselineHarness.CompareAsync(Service(before), Service(after.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal)));
        diagnostics.ShouldHaveSingleItem().Id.ShouldBe("TRPC3016");
        static string Service(string arguments) => $$"""[RabbitService("x"{{arguments}})] public interface IFoo { Task A(); }""";
    }

    [Theory]
    [InlineData("ValueTask A(string x, string y);", "[RabbitMethod(RoutingKey = \"a.{x}\")] ValueTask A(string x, string y);")]
    [InlineData("[RabbitMethod(RoutingKey = \"a.{x}\")] ValueTask A(string x);", "[RabbitMethod(RoutingKey = \"b.{x}\")] ValueTask A(string x);")]
    [InlineData("[RabbitMethod(RoutingKey = \"a.{x}.b\")] ValueTask A(string x);", "[RabbitMethod(RoutingKey = \"a.b.{x}\")] ValueTask A(string x);")]
    public async Task TRPC3016_reports_another_routing_key_of_an_event(string before, string after)
    {
        var diagnostics = await BaselineHarness.CompareAsync(Events(before), Events(after));
        diagnostics.ShouldHaveSingleItem().GetMessage().ShouldContain("The routing key of 'IFoo.A");
    }

    [Fact]
    public async Task TRPC3016_reports_calls_that_become_events()
    {
        var diagnostics = await BaselineHarness.CompareAsync("""[RabbitService("x")] public interface IFoo { Task A(); }""", Events("Task A();"));
        diagnostics.ShouldHaveSingleItem().GetMessage().ShouldStartWith("The exchange type of 'IFoo' was direct and is events");
    }

    [Fact]
    public async Task TRPC3016_accepts_another_name_of_a_parameter_in_the_key()
    {
        const string Before = "[RabbitMethod(RoutingKey = \"a.{x}\")] ValueTask A(string x);";
        var diagnostics = await BaselineHarness.CompareAsync(Events(Before), Events(Before.Replace('x', 'y')));
        diagnostics.Select(static diagnostic => diagnostic.Id).ShouldBe(["TRPC3015"]);
    }

    [Fact]
    public Task TRPC3016_accepts_an_exchange_type_that_is_only_written_down() =>
        AcceptsAsync("""[RabbitService("x")] public interface IFoo { Task A(); }""", """[RabbitService("x", ExchangeType = RpcExchangeType.Direct)] public interface IFoo { Task A(); }""");

    [Theory]
    [InlineData("""[RabbitService("y")] public interface [|IFoo|] { Task A(); }""")]
    [InlineData("""[RabbitService("x")] public interface [|IBar|] { Task A(); }""")]
    public async Task TRPC3017_reports_a_contract_that_moved(string after)
    {
        var marked = after.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal);
        var diagnostics = await BaselineHarness.CompareAsync("""[RabbitService("x")] public interface IFoo { Task A(); }""", marked);
        diagnostics.Select(static diagnostic => diagnostic.Id).ShouldBe(["TRPC3001", "TRPC3017"]);
        diagnostics[0].Location.ShouldBe(diagnostics[1].Location);
        marked[(diagnostics[1].Location.SourceSpan.Start - "using TypedRpc;\n".Length)..][..4].ShouldBe(after.Split("[|")[1][..4]);
    }

    [Fact]
    public async Task TRPC3017_reports_a_contract_that_is_gone_in_the_file()
    {
        const string Kept = """[RabbitService("x")] public interface IFoo { Task A(); }""";
        var baseline = await BaselineHarness.WriteAsync(Kept + """[RabbitService("x")] public interface IBar { Task A(Order order); }""" + Types);
        var diagnostic = (await BaselineHarness.CheckAsync(baseline, Kept)).ShouldHaveSingleItem();
        diagnostic.Id.ShouldBe("TRPC3017");
        diagnostic.Location.GetLineSpan().ToString().ShouldStartWith("/project/RabbitContracts.txt: (0,0)");
        BaselineHarness.Fix(baseline, [diagnostic]).ShouldBe("*RETIRED* contract x/Bar (direct)\ncontract x/Foo (direct)\ncontract x/Foo A()\n");
    }

    [Fact]
    public async Task TRPC3017_reports_contracts_in_the_file_when_none_can_be_said_to_be_the_new_one()
    {
        var baseline = await BaselineHarness.WriteAsync("""[RabbitService("x")] public interface IFoo { Task A(); } [RabbitService("x")] public interface IBar { Task A(); }""");
        var diagnostics = await BaselineHarness.CheckAsync(baseline, """[RabbitService("x")] public interface INew { Task A(); }""");
        diagnostics.Where(static diagnostic => diagnostic.Id == "TRPC3017").Select(static diagnostic => diagnostic.Location.GetLineSpan().Path).ShouldBe(["/project/RabbitContracts.txt", "/project/RabbitContracts.txt"]);
    }

    [Fact]
    public async Task TRPC3017_accepts_a_contract_that_is_retired_and_one_that_was_only_moved_in_the_code()
    {
        const string Kept = """[RabbitService("x")] public interface IFoo { Task A(); }""";
        var baseline = await BaselineHarness.WriteAsync(Kept) + "*RETIRED* contract x/Bar (direct)\n";
        (await BaselineHarness.CheckAsync(baseline, "namespace Elsewhere { public static class Outer { " + Kept + " } }")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Task A(int a);", "Task [|A|](int b);")]
    [InlineData("Task A(int a);", "Task [|A|](int a = 0);")]
    [InlineData("Task A();", "[Idempotent] Task [|A|]();")]
    [InlineData("Task A(Order a);", "Task [|A|](Parcel a);")]
    public Task TRPC3015_asks_to_write_a_safe_change_down(string before, string after) => ReportsAsync("TRPC3015", before, after);

    [Fact]
    public async Task TRPC3015_accepts_what_nobody_else_sees()
    {
        const string Before = "Task AAsync(Order a); Task B();";
        const string After = "ValueTask B(CancellationToken token = default); [RabbitMethod(TimeoutMilliseconds = 9)] ValueTask A(Order a);";
        (await BaselineHarness.CompareAsync(Contract(Before), Contract(After))).ShouldBeEmpty();
    }

    [Fact]
    public async Task TRPC3015_reports_a_type_whose_lines_somebody_has_deleted()
    {
        var baseline = await BaselineHarness.WriteAsync(Contract("Task A(Order a);"));
        baseline = string.Join('\n', baseline.Split('\n').Where(static line => !line.StartsWith("type", StringComparison.Ordinal)));
        (await BaselineHarness.CheckAsync(baseline, Contract("Task A(Order a);"))).ShouldHaveSingleItem().Id.ShouldBe("TRPC3015");
    }

    [Fact]
    public async Task TRPC3014_offers_a_baseline_and_is_hidden()
    {
        var diagnostic = (await BaselineHarness.AnalyzeAsync(BaselineHarness.Compile(Contract("Task A();") + "public interface INone { Task A(); }"), baseline: null)).ShouldHaveSingleItem();
        (diagnostic.Id, diagnostic.Descriptor.DefaultSeverity).ShouldBe(("TRPC3014", Microsoft.CodeAnalysis.DiagnosticSeverity.Hidden));
    }

    [Fact]
    public async Task TRPC3014_accepts_a_project_with_a_baseline_and_one_without_contracts()
    {
        (await BaselineHarness.AnalyzeAsync(BaselineHarness.Compile("public interface INone { Task A(); }"), baseline: null)).ShouldBeEmpty();
        (await BaselineHarness.AnalyzeAsync(BaselineHarness.Compile(Contract("Task A();")), baseline: "")).ShouldHaveSingleItem().Id.ShouldBe("TRPC3001");
    }

    [Fact]
    public async Task A_method_that_is_inherited_is_reported_at_the_contract()
    {
        const string Before = """public interface IBase { Task A(int a); } [RabbitService("x")] public interface IFoo : IBase;""";
        await BaselineHarness.ReportsAsync("TRPC3005", Before, """public interface IBase { Task A(string a); } [RabbitService("x")] public interface [|IFoo|] : IBase;""");
    }

    private static string Contract(string methods, string name = "IFoo") => $$"""[RabbitService("x")] public interface {{name}} { {{methods}} } {{Types}}""";

    private static Task<Microsoft.CodeAnalysis.Diagnostic> ReportsAsync(string id, string before, string after) => BaselineHarness.ReportsAsync(id, Contract(before), Contract(after));

    private static Task AcceptsAsync(string before, string after) => BaselineHarness.AcceptsAsync(before, after);

    private static string Events(string members) => $$"""[RabbitEvents("x")] public interface IFoo { {{members}} }""";
}
