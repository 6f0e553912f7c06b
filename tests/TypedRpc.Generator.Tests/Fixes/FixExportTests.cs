using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using TypedRpc.CodeFixes;
using TypedRpc.TestSupport;

namespace TypedRpc.Generator.Tests.Fixes;

/// <summary>A fix is of use only if an editor finds it, and a reader.</summary>
public sealed class FixExportTests
{
    public static TheoryData<Type> Fixes { get; } = [.. typeof(RuleFix).Assembly.GetTypes().Where(static type => type.IsSubclassOf(typeof(CodeFixProvider)) && !type.IsAbstract)];

    [Theory]
    [MemberData(nameof(Fixes))]
    public void Is_exported_and_listed(Type type)
    {
        var fix = (CodeFixProvider)Activator.CreateInstance(type)!;
        var export = (ExportCodeFixProviderAttribute)Attribute.GetCustomAttribute(type, typeof(ExportCodeFixProviderAttribute))!;
        export.Languages.ShouldBe([LanguageNames.CSharp]);
        fix.GetFixAllProvider().ShouldNotBeNull().GetSupportedFixAllScopes().ShouldContain(FixAllScope.Solution);
        var index = File.ReadAllText(RepositoryRoot.Combine("docs", "rules", "README.md"));
        foreach (var id in fix.FixableDiagnosticIds)
        {
            index.ShouldContain($"\n| {id} | ");
        }
    }
}
