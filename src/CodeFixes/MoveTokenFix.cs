using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TypedRpc.Generator;
using TypedRpc.Generator.Parsing;

namespace TypedRpc.CodeFixes;

/// <summary>Moves the token of a method to the end, in what implements it and in calls as well.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class MoveTokenFix() : RuleFix("Move the CancellationToken to the end", "TRPC1010")
{
    private protected override bool CanFix(SyntaxNode reported, SemanticModel model, CancellationToken cancellationToken) =>
        reported.FirstAncestorOrSelf<ParameterSyntax>() is { Parent.Parent: MethodDeclarationSyntax };

    private protected override async Task FixAsync(SolutionEdits edits, Document document, SyntaxNode reported, SemanticModel model, CancellationToken cancellationToken)
    {
        var declaration = reported.FirstAncestorOrSelf<MethodDeclarationSyntax>()!;
        var method = model.GetDeclaredSymbol(declaration, cancellationToken)!;
        var move = new TokenMove(method.Parameters, method.Parameters.First(static parameter => parameter.Type.Is(KnownNames.CancellationToken)));
        var uses = await edits.FindAsync(method, cancellationToken).ConfigureAwait(false);
        foreach (var list in uses.Declarations(cancellationToken).Select(static declaration => declaration.ParameterList))
        {
            await edits.ReplaceAsync(list, (current, _) => move.Apply(current, isOptional: list.Parent == declaration), cancellationToken).ConfigureAwait(false);
        }

        foreach (var list in uses.Calls(cancellationToken).Select(static call => call.ArgumentList))
        {
            await edits.ReplaceAsync(list, (current, _) => move.Apply(current), cancellationToken).ConfigureAwait(false);
        }
    }
}
