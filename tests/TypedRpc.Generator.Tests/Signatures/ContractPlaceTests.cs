namespace TypedRpc.Generator.Tests.Signatures;

/// <summary>Contracts in every place and form.</summary>
public sealed class ContractPlaceTests
{
    private static readonly MethodSpec[] Methods =
    [
        new("GetAsync", "Task", new("global::Payloads.Order?", "new global::Payloads.Order(1, \"x\")"), [new("int", "number", "1", "-1"), ParameterSpec.Token()]),
        new("PutAsync", "ValueTask", null, [new("string", "text", "\"x\"")], "[global::TypedRpc.OneWay]", IsOneWay: true),
    ];

    private static readonly ContractSpec[] Contracts =
    [
        new("Global", "IGlobal", Methods) { Namespace = null },
        new("InClass", "IFoo", Methods) { Outer = ["public static class InClass"] },
        new("InStructs", "IFoo", Methods) { Outer = ["public struct A", "public record struct B", "public interface IC", "public sealed record D"] },
        new("InInternal", "IFoo", Methods) { Outer = ["internal static class Hidden"] },
        new("GlobalNested", "IFoo", Methods) { Namespace = null, Outer = ["public static class @static"] },
        new("Internal", "IInternal", Methods) { Modifiers = "internal" },
        new("Partial", "IPartial", Methods) { Modifiers = "public partial", Types = "public partial interface IPartial; public partial interface IPartial { void Local() { } }" },
        new("Keywords", "@interface", Methods) { Namespace = "@namespace.@class.@void", Outer = ["public static class @struct"] },
        new("Unicode", "I支付", Methods) { Namespace = "Größe.数量" },
        new("Oblivious", "IOblivious", [new("Get", "Task", new("string", "null"), [new("string", "text", "null"), new("global::Payloads.Order", "order", "null"), new("int?", "number", "null")])]) { Header = "#nullable disable" },
        new("Bases", "IBases", [.. Methods, .. Inherited("global::Signatures")]) { Types = BaseTypes, Bases = "IRead<string?>, IWrite<string?>" },
        new("OnlyBases", "IOnlyBases", Inherited("global::Signatures.OnlyBases")) { Namespace = "Signatures.OnlyBases", Types = BaseTypes, Bases = "IRead<string?>, IWrite<string?>" },
        new("OtherAssembly", "IOtherAssembly", [.. Methods, new("GetAsync", "Task", new("(int A, int B)", "(1, 2)"), [new("global::System.Collections.Generic.List<(int A, int B)>", "items", "new() { (1, 2) }")], Owner: "global::Library.IBase<(int A, int B)>")]) { Bases = "global::Library.IBase<(int A, int B)>" },
        new("Hiding", "IHiding", [new("GetAsync", "Task", new("int", "1"), [], "[global::TypedRpc.RabbitMethod(\"new\")] new"), new("GetAsync", "Task", new("string", "\"x\""), [], Owner: "global::Signatures.IHidden")]) { Types = "public interface IHidden { global::System.Threading.Tasks.Task<string> GetAsync(); }", Bases = "IHidden" },
        new("Topic", "ITopic", Methods) { Attributes = """[global::TypedRpc.RabbitService("topic \" \\ {0} ü", Name = "a.b \u2028", ExchangeType = global::TypedRpc.RpcExchangeType.Topic)]""" },
    ];

    private static readonly Lazy<CompiledContracts> Together = new(static () => new CompiledContracts()
        .Add("Library", Library)
        .Add("Together", [PayloadTypes.Source, .. Contracts.Select(static contract => contract.Source), .. Contracts.Select(ScenarioPrinter.Print)]));

    private static readonly Lazy<CompiledContracts> Apart = new(static () => new CompiledContracts()
        .Add("Library", Library)
        .Add("Contracts", [PayloadTypes.Source, .. Public.Select(static contract => contract.Source)])
        .Add("Apart", [.. Public.Select(ScenarioPrinter.Print)]));

    public static TheoryData<string> Ids { get; } = [.. Contracts.Select(static contract => contract.Id)];

    public static TheoryData<string> PublicIds { get; } = [.. Public.Select(static contract => contract.Id)];

    private static IEnumerable<ContractSpec> Public => Contracts.Where(static contract => !contract.Source.Contains("internal ", StringComparison.Ordinal));

    private const string Library =
        """
        namespace Library
        {
            public interface IBase<T>
            {
                [global::TypedRpc.RabbitMethod("library")]
                System.Threading.Tasks.Task<T> GetAsync(System.Collections.Generic.List<T> items);
            }
        }
        """;

    private const string BaseTypes =
        """
        public interface IPing { [global::TypedRpc.Idempotent] global::System.Threading.Tasks.ValueTask PingAsync(global::System.Threading.CancellationToken token = default); }
        public interface IRead<T> : IPing { global::System.Threading.Tasks.Task<T> ReadAsync(T @default); }
        public interface IWrite<T> : IPing { [global::TypedRpc.OneWay] global::System.Threading.Tasks.Task WriteAsync(T value, int number = -1); }
        """;

    [Theory]
    [MemberData(nameof(Ids))]
    public Task In_the_assembly_of_its_users(string id) => Together.Value.RunAsync(Find(id));

    [Theory]
    [MemberData(nameof(PublicIds))]
    public Task In_an_assembly_of_its_own(string id) => Apart.Value.RunAsync(Find(id));

    private static ContractSpec Find(string id) => Contracts.Single(contract => contract.Id == id);

    private static MethodSpec[] Inherited(string @namespace) =>
    [
        new("PingAsync", "ValueTask", null, [ParameterSpec.Token("token")], Owner: $"{@namespace}.IPing"),
        new("ReadAsync", "Task", new("string?", "null"), [new("string?", "@default", "\"x\"")], Owner: $"{@namespace}.IRead<string?>"),
        new("WriteAsync", "Task", null, [new("string?", "value", "null"), new("int", "number", "2", "-1")], Owner: $"{@namespace}.IWrite<string?>", IsOneWay: true),
    ];
}
