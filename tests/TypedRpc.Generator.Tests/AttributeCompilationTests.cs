using TypedRpc.Generator.Tests.Harness;

namespace TypedRpc.Generator.Tests;

/// <summary>Attributes that make the compiler say more: the harness compiles what is generated with every warning as an error.</summary>
public sealed class AttributeCompilationTests
{
    [Theory]
    [InlineData("Task A([AllowNull] string a); Task B([AllowNull] string a = null, [AllowNull] List<string> b = null);")]
    [InlineData("Task A([DisallowNull] string? a); Task B([DisallowNull] string? a, [DisallowNull] List<string?>? b);")]
    [InlineData("Task A([DisallowNull] int? a); Task B([DisallowNull] int? a, [DisallowNull] DayOfWeek? b, [AllowNull] int c);")]
    [InlineData("Task A([NotNull] string? a); Task B([MaybeNull] string a, [NotNull] int? b); [return: NotNull] Task<string?> C(); [return: MaybeNull] Task<string> D(); Task? E(); Task<string?>? F();")]
    [InlineData("#nullable disable\nTask A([AllowNull] string a); Task B([DisallowNull] string a, [DisallowNull] int? b);")]
    public void Nullability(string members) => Run(
        $$"""
        using System.Diagnostics.CodeAnalysis;
        [RabbitService("x")]
        public interface IFoo
        {
            {{members}}
        }
        """);

    [Fact]
    public void Nullability_of_a_type_parameter() => Run(
        """
        using System.Diagnostics.CodeAnalysis;
        public interface IBase<T> { Task A([AllowNull] T a); [RabbitMethod("b")] Task A([DisallowNull] T? a, int b); }
        [RabbitService("x")] public interface IFoo : IBase<string>;
        [RabbitService("y")] public interface IBar : IBase<int>;
        """);

    [Theory]
    [InlineData("""[RabbitService("x")] public interface IFoo { $ Task A(); }""")]
    [InlineData("""public interface IBase { $ Task A(int x); } [RabbitService("x")] public interface IFoo : IBase { $ ValueTask<int> B(int x, CancellationToken token); }""")]
    [InlineData("""$ [RabbitService("x")] public interface IFoo { Task A(); }""")]
    [InlineData("""$ public class P; [RabbitService("x")] public interface IFoo { Task A(P p); }""")]
    [InlineData("""$ public class P; [RabbitService("x")] public interface IFoo { Task<List<P[]>> A(); }""")]
    [InlineData("""$ public class P; [RabbitService("x")] public interface IFoo { [Fault<P>] Task A(); }""")]
    [InlineData("""$ public class Outer { public enum P; } [RabbitService("x")] public interface IFoo { Task A((int, Outer.P?) p = default); }""")]
    [InlineData("""$ public interface IBase { Task A(); } [RabbitService("x")] public interface IFoo : IBase;""")]
    [InlineData("""$ public class Outer { [RabbitService("x")] public interface IFoo { Task A(); } }""")]
    public void Uses_that_the_compiler_warns_of(string source)
    {
        foreach (var attribute in (string[])["[Obsolete]", "[Obsolete(\"old\")]", "[Obsolete(\"old\", DiagnosticId = \"OLD1\")]", "[System.Diagnostics.CodeAnalysis.Experimental(\"NEW1\")]"])
        {
            Run("#pragma warning disable CS0612, CS0618, OLD1, NEW1\n" + source.Replace("$", attribute, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void An_experimental_assembly() =>
        Run("""[assembly: System.Diagnostics.CodeAnalysis.Experimental("NEW1")] [RabbitService("x")] public interface IFoo { Task A(); }""");

    [Fact]
    public void An_attribute_of_ones_own_silences_nothing() => GeneratorHarness.Run(
        """
        public sealed class OldAttribute : System.Attribute { public string? DiagnosticId { get; set; } }
        [TypedRpc.RabbitService("x")] public interface IFoo { [Old(DiagnosticId = "OWN1")] System.Threading.Tasks.Task A(); }
        """).Text.ShouldNotContain("OWN1");

    [Fact]
    public void Types_of_the_platform_that_the_compiler_warns_of() => Run(
        """
        #pragma warning disable SYSLIB0050
        [RabbitService("x")] public interface IFoo { Task A(System.Runtime.Serialization.FormatterConverter x); }
        """);

    [Fact]
    public void A_method_that_is_obsolete_as_an_error_is_still_served() =>
        Run("""[RabbitService("x")] public interface IFoo { [Obsolete("old", true)] Task A(); [Obsolete("old", true)] Task<int> B(int x); Task C(); }""");

    [Theory]
    [InlineData("public interface IFoo { Task A(int x); }")]
    [InlineData("internal interface IFoo { Task A(int x); }")]
    [InlineData("public interface IFoo { Task<int> A(int x); } } public static class _Outer { [CLSCompliant(false), RabbitService(\"y\")] public interface IFoo { Task A(uint x); }")]
    public void A_project_that_complies_with_the_CLS(string contract) => Run(
        $$"""
        #pragma warning disable CS3008
        [assembly: CLSCompliant(true)]
        public static class Outer { [RabbitService("x")] {{contract}} }
        """);

    private static void Run(string source) => GeneratorHarness.Run("using TypedRpc;\n" + source).Files.ShouldNotBeEmpty();
}
