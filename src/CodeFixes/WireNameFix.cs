using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TypedRpc.Generator;
using TypedRpc.Generator.Parsing;

namespace TypedRpc.CodeFixes;

/// <summary>Gives an overload a wire name of its own.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class WireNameFix() : RuleFix("Give it another wire name", "TRPC1013")
{
    private protected override bool CanFix(SyntaxNode reported, SemanticModel model, CancellationToken cancellationToken) => reported is MethodDeclarationSyntax;

    private protected override Task FixAsync(SolutionEdits edits, Document document, SyntaxNode reported, SemanticModel model, CancellationToken cancellationToken)
    {
        var method = model.GetDeclaredSymbol((MethodDeclarationSyntax)reported, cancellationToken)!;
        var name = WireNameSuggestion.For(method);
        return method.FindAttribute(KnownNames.RabbitMethodAttribute)?.ApplicationSyntaxReference?.GetSyntax(cancellationToken) is AttributeSyntax given
            ? edits.ReplaceAsync(given, (current, _) => current.WithName(name), cancellationToken)
            : edits.AddAttributeAsync(
                reported,
                generator => generator.Attribute(generator.NameOf(model.Compilation.Find(KnownNames.RabbitMethodAttribute)), [generator.LiteralExpression(name)]),
                cancellationToken);
    }
}
