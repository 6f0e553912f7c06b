using TypedRpc.Generator.Tests.Signatures;

namespace TypedRpc.Generator.Tests.RandomContracts;

/// <summary>What users write that is wrong, odd or unfinished.</summary>
internal sealed class RandomFaults(Random random)
{
    private const string Tasks = "global::System.Threading.Tasks";

    private static readonly string[] Members =
    [
        "int Property { get; set; }", "int this[int index] { get; }", "event global::System.Action Event;", $"static abstract {Tasks}.Task StaticAsync();", $"static virtual {Tasks}.Task VirtualAsync() => null!;",
        $"{Tasks}.Task Generic<T>(T value);", $"{Tasks}.Task Local() => {Tasks}.Task.CompletedTask;", $"private {Tasks}.Task Hidden() => null!;", $"protected {Tasks}.Task Guarded();", $"internal {Tasks}.Task Inside(int x);",
        "class Nested { }", "enum Kind { A }", "const int Number = 5;", "static int operator +(int left, int right) => 0;", "void Nothing();", "int Number2();", "int[] Numbers();", "async void Never();",
        $"{Tasks}.Task<{Tasks}.Task<int>> Twice();", "global::System.Collections.Generic.IAsyncEnumerable<int> Stream();", $"ref {Tasks}.Task ByRef();", $"{Tasks}.Task<object> Any();", $"{Tasks}.Task<dynamic> Dynamic();",
        $"{Tasks}.Task<global::System.IO.Stream> Read();", $"{Tasks}.Task Call(global::System.Action action);", $"{Tasks}.Task Pointer(int* p);", $"{Tasks}.Task Function(delegate*<int> p);", $"{Tasks}.Task Spans(global::System.Span<int> p);",
        $"{Tasks}.Task In(in int x);", $"{Tasks}.Task Ref(ref int x);", $"{Tasks}.Task Out(out int x);", $"{Tasks}.Task RefReadonly(ref readonly int x);", $"{Tasks}.Task List(__arglist);", $"{Tasks}.Task Params(params global::System.ReadOnlySpan<int> x);",
        $"{Tasks}.Task Missing(Unknown x);", $"{Tasks}.Task<Unknown> Missing2();", "Unknown Missing3();", $"{Tasks}.Task Open(global::System.Collections.Generic.List<> x);", $"{Tasks}.Task Same(int a, int a);", $"{Tasks}.Task Wrong(int a = \"x\");",
        $"{Tasks}.Task Order(int a = 1, int b);", $"{Tasks}.Task Tokens(global::System.Threading.CancellationToken a, global::System.Threading.CancellationToken b);", $"{Tasks}.Task MaybeToken(global::System.Threading.CancellationToken? a);", $"{Tasks}.Task This(this int a);",
        $"{Tasks}.Task Optional([global::System.Runtime.InteropServices.Optional] int a, [global::System.Runtime.InteropServices.Optional, global::System.Runtime.InteropServices.DefaultParameterValue(5)] long b);",
        $"{Tasks}.Task Constant([global::System.Runtime.InteropServices.Optional, global::System.Runtime.CompilerServices.DateTimeConstant(5)] global::System.DateTime a, [global::System.Runtime.InteropServices.Optional, global::System.Runtime.CompilerServices.DecimalConstant(1, 128, 0, 0, 5)] decimal b);",
        $"{Tasks}.Task Mismatch([global::System.Runtime.InteropServices.Optional, global::System.Runtime.InteropServices.DefaultParameterValue(\"x\")] int a, [global::System.Runtime.InteropServices.Optional, global::System.Runtime.InteropServices.DefaultParameterValue((byte)1)] object b);",
        $"{Tasks}.Task Caller([global::System.Runtime.CompilerServices.CallerMemberName] string a = \"\", [global::System.Runtime.CompilerServices.CallerLineNumber] int b = 0);",
        $"{Tasks}.Task Nulls([global::System.Diagnostics.CodeAnalysis.AllowNull] string a, [global::System.Diagnostics.CodeAnalysis.DisallowNull] string? b, [global::System.Diagnostics.CodeAnalysis.DisallowNull] int? c = 5);",
        $"[return: global::System.Diagnostics.CodeAnalysis.MaybeNull] {Tasks}.Task<string> Return([global::System.Diagnostics.CodeAnalysis.NotNull] string? a);", $"{Tasks}.Task? MaybeTask();", $"{Tasks}.ValueTask<int>? MaybeValue();",
        $"[global::System.Diagnostics.CodeAnalysis.Experimental(\"A B\")] {Tasks}.Task Experiment();", $"[global::System.Diagnostics.CodeAnalysis.Experimental(\"NEW1\")] {Tasks}.Task Experiment2();", $"[global::System.Obsolete(DiagnosticId = \"\\r\\n#error\")] {Tasks}.Task OldId();",
        $"[global::TypedRpc.OneWay] {Tasks}.Task<int> OneWayResult();", $"[global::TypedRpc.OneWay, global::TypedRpc.Fault<string>] {Tasks}.Task OneWayFault();", $"[global::TypedRpc.RabbitMethod(null)] {Tasks}.Task NullName();", $"[global::TypedRpc.RabbitMethod(Name = \"x\")] {Tasks}.Task NamedName();",
        $"[global::TypedRpc.RabbitMethod(\"a\"), global::TypedRpc.RabbitMethod(\"b\")] {Tasks}.Task TwoNames();", $"[global::TypedRpc.RabbitMethod(TimeoutMilliseconds = -1)] {Tasks}.Task Early();", $"[global::TypedRpc.RabbitMethod(TimeoutMilliseconds = int.MaxValue)] {Tasks}.Task Late();",
        $"[global::TypedRpc.RabbitMethod(TimeoutMilliseconds = \"x\")] {Tasks}.Task Odd();", $"[global::TypedRpc.RabbitMethod(Unknown.Name)] {Tasks}.Task UnknownName();", $"[global::TypedRpc.Fault<object>] {Tasks}.Task AnyFault();", $"[global::TypedRpc.Fault<Unknown>] {Tasks}.Task UnknownFault();",
        $"[global::TypedRpc.Fault<string>, global::TypedRpc.Fault<string>(Name = \"y\")] {Tasks}.Task SameFault();", $"[global::TypedRpc.Fault<int[]>] {Tasks}.Task ArrayFault();", $"[global::TypedRpc.Fault<(int a, string? b)>] {Tasks}.Task TupleFault();", $"[global::TypedRpc.Fault<dynamic>] {Tasks}.Task DynamicFault();",
        $"[global::TypedRpc.Fault<global::System.Collections.Generic.List<string?>>] {Tasks}.Task ListFault();", $"[global::TypedRpc.Fault] {Tasks}.Task NoFault();", $"[global::TypedRpc.Fault<>] {Tasks}.Task OpenFault();", $"{Tasks}.Task Twin(); {Tasks}.Task TwinAsync();", $"{Tasks}.Task Overload(int x); {Tasks}.Task Overload(string x);",
        $"{Tasks}.Task Overload(int x); {Tasks}.Task<int> Overload(int y);", $"{Tasks}.Task ReadOnly(global::System.Collections.Generic.IReadOnlyList<global::System.IDisposable> x);", $"{Tasks}.Task Void(global::System.Void x);", $"{Tasks}.Task<void> VoidResult();", $"{Tasks}.Task Static(global::System.Math x);",
        $"{Tasks}.Task TypedReference(global::System.TypedReference x);", $"{Tasks}.Task Deep((int a, (dynamic b, int c) d)[,] x);", $"{Tasks}.Task Native(nint a = -1, nuint b = 2, nint? c = null);", $"{Tasks}.Task Unit(global::TypedRpc.Serialization.Unit x);", $"{Tasks}.Task Tasks({Tasks}.Task x);",
        $"{Tasks}.Task Null(string? x = null, global::System.Nullable<int> y = default, int? z = 5) ;", "; ;", "public", "[", "Task", "/*", "\"", "#if A", "#error stop", "#nullable disable", "#line hidden", "#line 5 \"x.g.cs\"", "#region x", "interface IInner { }", "abstract void global::System.IDisposable.Dispose();",
        $"{Tasks}.Task Big(decimal a = 79228162514264337593543950335m, float b = 1e38f, double c = 1.7976931348623157E+308, char d = (char)0, long e = 0b1);", $"{Tasks}.Task Expression(int a = 1 + 2 * 3, string b = \"a\" + nameof(Expression), bool c = !true, global::System.DayOfWeek d = (global::System.DayOfWeek)'a');",
        $"{Tasks}.Task NotConstant(int a = global::System.Math.Abs(1), global::System.Guid b = new(), string c = null, global::System.DateTime d = new global::System.DateTime());", $"{Tasks}.Task Checked(int a = unchecked((int)0xffffffff), ulong b = ulong.MaxValue, sbyte c = -128);",
    ];

    private static readonly string[] Bases =
    [
        "global::System.IDisposable", "global::System.IAsyncDisposable", "global::System.ICloneable", "global::System.IComparable<int>", "global::System.Collections.Generic.IEnumerable<int>", "Unknown", "Unknown<int>", "object", "global::System.IDisposable, global::System.IDisposable",
        "global::Payloads.IShape", "global::System.Collections.Generic.IList<T>", "int", "dynamic", "global::System.IEquatable<dynamic>", "(int, int)", "global::System.Collections.Generic.IAsyncEnumerable<int>",
    ];

    private static readonly string[] Headers =
    [
        "#nullable enable annotations", "#nullable disable\n#nullable restore", "using Task = System.Int32;", "using static System.Math;", "extern alias x;", "#define X", "using __rpc = System.Text;", "using System;;", "#!shebang", "/// <summary>", "\ufeff", "#pragma warning disable CS8981, ", "#line 1 \"other.cs\"", "#pragma checksum \"a\" \"b\" \"c\"",
    ];

    private static readonly string[] Scraps = ["", " ", "}", "{", "(", ")", "<", ">", ";", ",", "\"", "\\", "@", "[", "]", "?", "*", "/*", "//", "#", "int", "\0", "\n", "數", "\ud800", "=", "=>", "default", "global::", ".", "::", "$\"{", "\"\"\""];

    private readonly RandomNames _names = new(random);

    public ContractSpec Apply(ContractSpec contract)
    {
        for (var count = random.Next(1, 4); count > 0; count--)
        {
            contract = Change(contract);
        }

        return contract;
    }

    private ContractSpec Change(ContractSpec contract) => random.Next(12) switch
    {
        0 => contract with { Attributes = $"[global::TypedRpc.RabbitService({_names.Literal(_names.BadText())})]" },
        1 => contract with { Attributes = $"[global::TypedRpc.RabbitService(\"x\", Name = {_names.Literal(_names.BadText())}, ExchangeType = (global::TypedRpc.RpcExchangeType){random.Next(-1, 4)})]" },
        2 => contract with { Attributes = random.Pick("[global::TypedRpc.RabbitService]", "[global::TypedRpc.RabbitService(null)]", "[global::TypedRpc.RabbitService(5)]", "[global::TypedRpc.RabbitService(\"x\", \"y\")]", "[global::TypedRpc.RabbitService(\"x\"), global::TypedRpc.RabbitService(\"y\")]", "[global::TypedRpc.RabbitService(Unknown.X)]", "[global::TypedRpc.RabbitService(exchange: \"x\")] [global::System.Obsolete(\"\\n\")]", "[global::TypedRpc.RabbitService(\"x\"), global::System.Obsolete(\"\", true)]", "[global::TypedRpc.RabbitService(\"x\"), global::System.CLSCompliant(false)]") },
        3 => contract with { Modifiers = random.Pick("private", "protected", "file", "static", "sealed", "public abstract", "private protected", "protected internal", "public new", "readonly", "ref", "public partial partial", "") },
        4 => contract with { Name = contract.Name + random.Pick("<T>", "<in T>", "<@class, T>", "Rpc", "_", " ", "()", "[]"), Methods = contract.Methods },
        5 => contract with { Outer = [.. contract.Outer, random.Pick("public class Generic<T>", "class Hidden", "private class Hidden", "public static class A_B", "file class Local", "public enum Kind", "public ref struct Refs", "namespace Inner")] },
        6 => contract with { Bases = random.Pick(Bases) },
        7 => contract with { Header = contract.Header + "\n" + random.Pick(Headers) },
        8 => contract with { Damage = (random.Next(), random.Next(4), random.Pick(Scraps)) },
        9 => contract with { Methods = [.. contract.Methods, contract.Methods[random.Next(contract.Methods.Length)]] },
        _ => contract with { Members = contract.Members + "\n" + random.Pick(Members) },
    };
}
