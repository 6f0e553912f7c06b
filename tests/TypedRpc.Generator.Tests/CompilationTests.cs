using TypedRpc.Generator.Tests.Harness;

namespace TypedRpc.Generator.Tests;

/// <summary>Odd names and types: the harness compiles what is generated with every warning as an error.</summary>
public sealed class CompilationTests
{
    [Theory]
    [Trait("Fault", "F19")]
    [InlineData("Task @class(int @event, string @default, CancellationToken @await);")]
    [InlineData("Task @await(); Task @record(); Task @field(); Task @var(int @value);")]
    [InlineData("Task Größe(int ß, string 数);")]
    [InlineData("Task A(int call, int service, int client, int wire, int invoker, int reader, int writer, int count, int arguments, int result, int options);")]
    [InlineData("Task A(int _invoker, int _wire, CancellationToken cancellationToken, int Item2, int Item1, int Rest);")]
    [InlineData("Task Wire(); Task Proxy(); Task Dispatcher(); Task Metadata(); Task Binding(); Task Contract(); Task Register(); Task Service();")]
    [InlineData("Task DispatchAsync(); Task With(); Task _wire(); Task _invoker(); Task serializer(); Task Place(); Task PlaceMethod(string x);")]
    [InlineData("Task Equals(); Task GetHashCode(int x); Task ToString(int x); Task GetType(int x); Task MemberwiseClone(); Task Finalize(int x); Task ReferenceEquals();")]
    [InlineData("[RabbitMethod(\"a\")] Task A(int x); [RabbitMethod(\"b\")] Task A(string x); Task A_2(); [RabbitMethod(\"c\")] Task A(); [RabbitMethod(\"d\")] Task A(int x, CancellationToken token = default);")]
    [InlineData("[RabbitMethod(\"quote\\\" back\\\\slash {0} \\u2028\")] Task A();")]
    [InlineData("Task Async(); Task AAsync();")]
    [InlineData("Task nameof(); Task A();")]
    [InlineData("Task _(); Task A(); Task B(int _); Task C(int _, string x);")]
    public void Names(string members) => Compile(members);

    [Theory]
    [InlineData("Task<bool> A(sbyte a, byte b, short c, ushort d, int e, uint f, long g, ulong h, float i, double j, bool k, string l, char m, decimal n);")]
    [InlineData("Task<int?> A(int? a, string? b, Guid c, DateTime? d, byte[] e, byte[]? f, nint g);")]
    [InlineData("Task<(int Count, string? Name)> A((int a, string b) pair, (int, int, int, int, int, int, int, int, int) nine);")]
    [InlineData("Task<int[][,]> A(List<string?>? a, Dictionary<string, List<int?>> b, KeyValuePair<string, (int x, int y)>[] c);")]
    [InlineData("ValueTask<string?> A(int a, int b, int c, int d, int e, int f, int g, int h, int i, int j, int k, int l, int m, int n, int o, int p, int q);")]
    [InlineData("Task<string> A(params string[] texts); [OneWay] Task B(); [OneWay] ValueTask C(string? x, CancellationToken token);")]
    public void Types(string members) => Compile(members);

    [Theory]
    [InlineData("sbyte a = -1, byte b = 1, short c = short.MinValue, ushort d = 1, int e = int.MinValue, uint f = 1, long g = long.MinValue, ulong h = ulong.MaxValue")]
    [InlineData("float a = -1.5e-9f, float b = float.NaN, double c = double.NegativeInfinity, double d = double.Epsilon, decimal e = -79228162514264337593543950335m")]
    [InlineData("char a = '\\'', char b = '\\0', char c = '\\ud800', string d = \"\\\"\\\\\\r\\n\\u2028\", string? e = null, string f = null!, bool g = true")]
    [InlineData("int? a = -5, decimal? b = null, DayOfWeek? c = DayOfWeek.Monday, DayOfWeek d = (DayOfWeek)(-3), Small e = Small.Low, Guid f = default, char? g = 'x'")]
    [InlineData("List<int>? a = null, List<int> b = null!, nint c = -4, (int, string?) d = default, DateTime? e = null, CancellationToken f = default")]
    [InlineData("[System.Runtime.InteropServices.Optional] int a, [System.Runtime.InteropServices.Optional, System.Runtime.CompilerServices.DateTimeConstant(5)] DateTime b")]
    public void DefaultValues(string parameters) => Compile($"Task A({parameters});");

    [Theory]
    [Trait("Fault", "F19")]
    [InlineData("namespace @class.@namespace { [RabbitService(\"x\")] public interface @interface { Task A(@event value); } public class @event; }")]
    [InlineData("namespace @await.@async { public class @await; [RabbitService(\"x\")] public interface IFoo { Task<(int @await, int)> A(@await @await, (int @await, string) b); } }")]
    [InlineData("[RabbitService(\"x\")] public interface I { Task A(); }")]
    [InlineData("[RabbitService(\"x\")] public interface I支付 { Task A(); }")]
    [InlineData("[RabbitService(\"x\")] public partial interface IFoo { Task A(); } public partial interface IFoo { Task B(); }")]
    [InlineData("public struct Outer { public interface IMiddle { [RabbitService(\"x\")] internal interface IFoo { Task A(P value); } class P; } }")]
    [InlineData("[Obsolete(\"old\")] public class P; [RabbitService(\"x\")] public interface IFoo {\n#pragma warning disable CS0618\nTask A(P value);\n#pragma warning restore\n[Obsolete(\"old\")] Task B(); [Obsolete] Task C(); }")]
    [InlineData("#nullable disable\npublic class P; [RabbitService(\"x\")] public interface IFoo { Task<string> A(string a, P b, List<string> c, string d = null); Task<P> B(string a); }")]
    [InlineData("[RabbitService(\"\\u0022{\\\\\", Name = \"Foo\\u0022\")] public interface IFoo { Task A(); }")]
    public void Contracts(string source) => GeneratorHarness.Run("using TypedRpc;\n" + source).Files.ShouldHaveSingleItem();

    [Theory]
    [InlineData("public interface IA { Task X(); } public interface IB : IA { Task Y(); } public interface IC : IA { Task Z(); } [RabbitService(\"x\")] public interface IFoo : IB, IC, IA;")]
    [InlineData("public interface IA { [RabbitMethod(\"a\")] Task X(); } public interface IB { [RabbitMethod(\"b\")] Task X(); } [RabbitService(\"x\")] public interface IFoo : IA, IB { [RabbitMethod(\"c\")] new Task X(); }")]
    [InlineData("public interface IA { [RabbitMethod(\"a\")] Task X(); } public interface IB { [RabbitMethod(\"b\")] Task X(); } [RabbitService(\"x\")] public interface IFoo : IA, IB;")]
    [InlineData("public interface IA<T> { Task<T> X(T value); } [RabbitService(\"x\")] public interface IFoo : IA<string?>, IB; public interface IB : IC<(int a, int b)>; public interface IC<T> { Task<T> Y(T value); }")]
    [InlineData("public interface IA { Task X() => Task.CompletedTask; } public interface IB : IA { abstract Task IA.X(); } [RabbitService(\"x\")] public interface IFoo : IB;")]
    [InlineData("public interface IA { Task X() => Task.CompletedTask; } [RabbitService(\"x\")] public interface IFoo : IA { abstract Task IA.X(); [RabbitMethod(\"x\")] new Task X(); }")]
    [InlineData("public interface IA { Task X() => Task.CompletedTask; } public interface IB : IA { abstract Task IA.X(); } public interface IC : IB { Task IA.X() => Task.CompletedTask; } [RabbitService(\"x\")] public interface IFoo : IC { Task Y(); }")]
    [InlineData("public interface IA { Task X() => Task.CompletedTask; } public interface IB : IA { Task IA.X() => Task.CompletedTask; } public interface IC : IA { Task IA.X() => Task.CompletedTask; } [RabbitService(\"x\")] public interface IFoo : IB, IC;")]
    [InlineData("public interface IA { Task X(); } public interface IB : IA { abstract Task IA.X(); } public interface IC : IA { Task IA.X() => Task.CompletedTask; } [RabbitService(\"x\")] public interface IFoo : IB, IC;")]
    [InlineData("[RabbitService(\"x\")] public interface IA { Task X(); } [RabbitService(\"x\")] public interface IB : IA { Task Y(); }")]
    public void Bases(string source) => GeneratorHarness.Run("using TypedRpc;\n" + source).Files.ShouldNotBeEmpty();

    [Theory]
    [Trait("Fault", "F19")]
    [InlineData("namespace User { class Task; class System; class TypedRpc; class rpc; class MessagePack; class tasks; class compiler; class msgpack; class Wire; class Proxy; class Binding; $ }")]
    [InlineData("namespace User.TypedRpc { $ } namespace User.System { class Task; } namespace User.MessagePack { class X; }")]
    [InlineData("namespace rpc.tasks { class compiler; $ } namespace msgpack { class rpc; } namespace tasks { class Task; } namespace compiler { class X; }")]
    [InlineData("class Task; class rpc; class compiler; class tasks; class msgpack; class Unit; $")]
    [InlineData("namespace User { class var; class _; class @await; class nameof; $ }")]
    [InlineData("global using rpc = global::System.Text; global using tasks = global::System.Text; global using compiler = global::System.Text; global using msgpack = global::System.Text; $")]
    public void NamesOfTheUsersHideNothing(string source)
    {
        const string Contract =
            """
            [global::TypedRpc.RabbitService("x")]
            public interface IFoo
            {
                global::System.Threading.Tasks.Task<string> A(string text, global::System.Guid id, global::System.Threading.CancellationToken token);
            }
            """;
        GeneratorHarness.Run(Sources.CompileFiles("#pragma warning disable CS8981\n" + source.Replace("$", Contract, StringComparison.Ordinal))).Files.ShouldHaveSingleItem();
    }

    private static void Compile(string members) => GeneratorHarness.Run(Contract(members)).Files.ShouldHaveSingleItem();

    private static string Contract(string members) =>
        $$"""
        #pragma warning disable CS0108, CS0465, CS8981
        using TypedRpc;
        namespace Odd;
        public enum Small : byte { Low = 1 }
        [RabbitService("odd")] public interface IOdd { {{members}} }
        """;
}
