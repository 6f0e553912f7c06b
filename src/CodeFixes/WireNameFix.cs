using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TypedRpc.Generator;
using TypedRpc.Generator.Diagnostics;
using TypedRpc.Generator.Parsing;

namespace TypedRpc.CodeFixes;

/// <summary>Gives an overload a wire name of its own.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class WireNameFix() : RuleFix("Give it another wire name", ContractDescriptors.DuplicateName)
{
    private protected override bool CanFix(SyntaxNode reported) => reported is MethodDeclarationSyntax;

    private protected override async Task FixAsync(SolutionEdits edits, Document document, SyntaxNode reported, CancellationToken cancellationToken)
    {
        var declaration = (MethodDeclarationSyntax)reported;
        var model = (await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false))!;
        var method = model.GetDeclaredSymbol(declaration, cancellationToken)!;
        var name = WireNameSuggestion.For(method);
        var attribute = method.FindAttribute(KnownNames.RabbitMethodAttribute);
        if (attribute?.ApplicationSyntaxReference?.GetSyntax(cancellationToken) is AttributeSyntax given)
        {
            await edits.ReplaceAsync(document, given, (current, _) => current.WithName(name), cancellationToken).ConfigureAwait(false);
        }
        else
        {
            var type = model.Compilation.GetTypeByMetadataName(KnownNames.RabbitMethodAttribute)!;
            await edits.ReplaceAsync(
                document,
                declaration,
                (current, generator) => generator.AddAttributes(current, generator.Attribute(generator.TypeExpression(type, addImport: true), [generator.LiteralExpression(name)])),
                cancellationToken).ConfigureAwait(false);
        }
    }
}
